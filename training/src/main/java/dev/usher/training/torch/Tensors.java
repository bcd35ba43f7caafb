package dev.usher.training.torch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Between Java arrays and libtorch's tensors.
///
/// A tensor made here is *kept*: it outlives the [PointerScope] in which it was made, until the
/// process ends. What a training step makes belongs to that step's scope instead.
final class Tensors {
  private Tensors() {}

  static Tensor keep(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  static Tensor kept(float[] values, ScalarType type, long... shape) {
    try (PointerScope _ = new PointerScope()) {
      Tensor floats = torch.empty(shape);
      memory(floats).copyFrom(MemorySegment.ofArray(values));
      return keep(type == ScalarType.Float ? floats : floats.to(type));
    }
  }

  static Tensor keptZeros(long... shape) {
    try (PointerScope _ = new PointerScope()) {
      return keep(torch.zeros(shape));
    }
  }

  /// Lets go of all that a computation makes but its result, which belongs to the scope around it.
  static Tensor alone(Supplier<Tensor> computation) {
    Tensor result;
    try (PointerScope _ = new PointerScope()) {
      result = keep(computation.get());
    }
    PointerScope.getInnerScope().attach(result);
    result.releaseReference();
    return result;
  }

  /// Belongs to the scope around it.
  static Tensor longs(long[] values, long... shape) {
    return torch.tensor(values).clone().view(shape);
  }

  /// Belongs to the scope around it.
  static Tensor scalar(float value) {
    return torch.tensor(value);
  }

  /// The memory of a contiguous float tensor, valid as long as the tensor is.
  static MemorySegment memory(Tensor floats) {
    if (!floats.is_contiguous() || floats.scalar_type().intern() != ScalarType.Float) {
      throw new IllegalArgumentException("expected contiguous 32-bit floats");
    }
    return MemorySegment.ofAddress(floats.data_ptr_float().address())
        .reinterpret(floats.numel() * Float.BYTES);
  }

  static float[] toArray(Tensor floats) {
    return memory(floats.contiguous()).toArray(ValueLayout.JAVA_FLOAT);
  }

  static List<Long> shape(Tensor tensor) {
    return java.util.stream.LongStream.range(0, tensor.dim()).map(tensor::size).boxed().toList();
  }
}
