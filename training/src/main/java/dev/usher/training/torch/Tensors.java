package dev.usher.training.torch;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Between Java arrays and libtorch's tensors.
///
/// A tensor made here is *kept*: it outlives the [PointerScope] in which it was made, until the
/// process ends. What a training step makes belongs to that step's scope instead.
final class Tensors {
  private Tensors() {}

  static <P extends Pointer> P keep(P tensor) {
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
  static <P extends Pointer> P alone(Supplier<P> computation) {
    P result;
    try (PointerScope _ = new PointerScope()) {
      result = keep(computation.get());
    }
    return own(result);
  }

  /// A kept share in a tensor that may lie in a vector of others, and would go with it.
  static Tensor keptShare(Tensor tensor) {
    return keep(new Tensor(tensor));
  }

  /// Gives a kept tensor to the scope around it.
  static <P extends Pointer> P own(P tensor) {
    PointerScope.getInnerScope().attach(tensor);
    tensor.releaseReference();
    return tensor;
  }

  /// Belongs to the scope around it.
  static Tensor longs(long[] values, long... shape) {
    return torch.tensor(values).clone().view(shape);
  }

  /// Views of the pieces of a dimension. Going back, their gradients become one tensor in one
  /// round; narrow views would make a whole tensor of zeros for each.
  static Tensor[] split(Tensor tensor, int dimension, long... sizes) {
    if (sizes.length == 1) {
      return new Tensor[] {tensor};
    }
    TensorVector pieces = tensor.split_with_sizes(sizes, dimension);
    return LongStream.range(0, pieces.size()).mapToObj(pieces::get).toArray(Tensor[]::new);
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

  /// A contiguous float tensor as others read it, valid as long as the tensor is.
  static TensorData view(String name, Tensor floats) {
    return new TensorData(name, shape(floats), BlockFormat.F32, memory(floats));
  }

  static float[] toArray(Tensor floats) {
    return memory(floats.contiguous()).toArray(ValueLayout.JAVA_FLOAT);
  }

  static List<Long> shape(Tensor tensor) {
    return LongStream.range(0, tensor.dim()).map(tensor::size).boxed().toList();
  }
}
