package dev.usher.training.torch;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import dev.usher.training.TensorNames;

/// The weights of a GGUF, by the names and in the row order of the Hugging Face library.
///
/// @param file stays open as long as the source is read
record GgufWeights(GgufFile file, LlamaShape shape) implements WeightSource {

  @Override
  public float[] read(String name) {
    TensorData tensor = require(file, TensorNames.toGguf(name));
    float[] values = tensor.toFloats();
    int heads = TensorNames.rotatedHeads(name, shape.heads(), shape.kvHeads());
    return heads == 0
        ? values
        : TensorNames.toHalves(values, heads, tensor.shape().getLast().intValue());
  }

  @Override
  public boolean has(String name) {
    return file.tensor(TensorNames.toGguf(name)).isPresent();
  }

  static TensorData require(GgufFile file, String name) {
    return file.tensor(name)
        .orElseThrow(
            () -> new UsherException(file.path().toString(), "has no tensor '" + name + "'"));
  }
}
