package dev.usher.model.gguf;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import java.util.List;
import java.util.function.Supplier;

/// A tensor that is made only when it is written, so that a file larger than the memory can be.
///
/// @param name of the tensor
/// @param shape rows first
/// @param format of its blocks
/// @param content gives the tensor with this name, shape and format; called once
public record PlannedTensor(
    String name, List<Long> shape, BlockFormat format, Supplier<TensorData> content) {

  /// Copies the shape.
  public PlannedTensor {
    shape = List.copyOf(shape);
  }

  /// A tensor that is there already.
  ///
  /// @param tensor to write
  /// @return a plan that gives it
  public static PlannedTensor of(TensorData tensor) {
    return new PlannedTensor(tensor.name(), tensor.shape(), tensor.format(), () -> tensor);
  }

  /// Bytes that it will take.
  long size() {
    return format.bytes(shape.stream().reduce(1L, Math::multiplyExact));
  }

  /// The tensor, as planned.
  TensorData make() {
    TensorData made = content.get();
    if (!made.name().equals(name) || !made.shape().equals(shape) || made.format() != format) {
      throw new IllegalStateException(
          "planned %s %s %s, made %s %s %s"
              .formatted(name, shape, format, made.name(), made.shape(), made.format()));
    }
    return made;
  }
}
