package dev.usher.model.gguf;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes a model that has its base's metadata (shape, tokenizer, chat template) and changed
/// weights.
public final class GgufExport {
  /// Says how quantised blocks are laid out: ggml's present number.
  private static final long QUANTIZATION_VERSION = 2;

  private GgufExport() {}

  /// Writes a model, one tensor after the other.
  ///
  /// Matrices are written in the given format, except that quantised blocks which did not change
  /// stay as they are where the format is a quantised one: to encode them anew could only lose.
  /// Rows that the format's blocks do not divide are written in f16, vectors in f32, as llama.cpp
  /// expects.
  ///
  /// @param file to write; it appears when all of it is on disk
  /// @param base model, open
  /// @param format of the matrices
  /// @param changed by the name of a tensor in the base: what gives its new values, in the base's
  ///   shape and row order and in any format
  /// @throws IllegalArgumentException if the base lacks a changed tensor
  /// @throws java.io.UncheckedIOException if it cannot be written
  public static void write(
      Path file, GgufFile base, BlockFormat format, Map<String, Supplier<TensorData>> changed) {
    for (String name : changed.keySet()) {
      if (base.tensor(name).isEmpty()) {
        throw new IllegalArgumentException(base.path() + " has no tensor '" + name + "'");
      }
    }
    List<PlannedTensor> tensors =
        base.tensors().stream()
            .map(tensor -> planned(tensor, format, changed.get(tensor.name())))
            .toList();
    GgufMetadata metadata = base.metadata().with("general.file_type", fileType(format));
    if (isQuantised(format)) {
      metadata = metadata.with("general.quantization_version", QUANTIZATION_VERSION);
    }
    GgufWriter.writePlanned(file, metadata, tensors);
  }

  private static PlannedTensor planned(
      TensorData tensor, BlockFormat format, @Nullable Supplier<TensorData> changed) {
    if (changed == null && isQuantised(format) && isQuantised(tensor.format())) {
      return PlannedTensor.of(tensor);
    }
    BlockFormat target = format(tensor.shape(), format);
    Supplier<TensorData> source = changed == null ? () -> tensor : changed;
    return new PlannedTensor(
        tensor.name(), tensor.shape(), target, () -> source.get().withFormat(target));
  }

  private static BlockFormat format(List<Long> shape, BlockFormat format) {
    if (shape.size() < 2) {
      return BlockFormat.F32;
    }
    return shape.getLast() % format.blockSize() == 0 ? format : BlockFormat.F16;
  }

  private static boolean isQuantised(BlockFormat format) {
    return format.blockSize() > 1;
  }

  /// llama.cpp's `llama_ftype`: what most of the matrices are.
  private static long fileType(BlockFormat format) {
    return switch (format) {
      case F32 -> 0;
      case F16 -> 1;
      case BF16 -> 32;
      case Q8_0 -> 7;
      case Q4_0 -> 2;
      case Q4_1 -> 3;
    };
  }
}
