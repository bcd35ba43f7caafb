package dev.usher.training.torch;

import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.tools.UsherException;

/// Weights by the names and in the row order of the Hugging Face library, as 32-bit floats.
interface WeightSource {
  /// The values of a tensor, row by row.
  ///
  /// @throws dev.usher.tools.UsherException if the file has no such tensor
  float[] read(String name);

  /// Whether the file has the tensor.
  boolean has(String name);

  /// This source, and another one for what it lacks.
  default WeightSource over(WeightSource other) {
    WeightSource upper = this;
    return new WeightSource() {
      @Override
      public float[] read(String name) {
        return upper.has(name) ? upper.read(name) : other.read(name);
      }

      @Override
      public boolean has(String name) {
        return upper.has(name) || other.has(name);
      }
    };
  }

  /// The tensors of a file whose names and row order are the Hugging Face library's already.
  ///
  /// @param file stays open as long as the source is read
  static WeightSource of(SafetensorsFile file) {
    return new WeightSource() {
      @Override
      public float[] read(String name) {
        return file.tensor(name)
            .orElseThrow(
                () -> new UsherException(file.path().toString(), "has no tensor '" + name + "'"))
            .toFloats();
      }

      @Override
      public boolean has(String name) {
        return file.tensor(name).isPresent();
      }
    };
  }
}
