package dev.usher.training.torch;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.HuggingFaceLayout;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.util.Optional;

/// The weights of a GGUF, by the names and in the row order of the Hugging Face library.
///
/// @param file stays open as long as the source is read
/// @param layout how its names and rows relate to the library's
record GgufWeights(GgufFile file, HuggingFaceLayout layout) implements WeightSource {

  @Override
  public float[] read(String name) {
    TensorData tensor =
        find(name)
            .orElseThrow(
                () -> new UsherException(file.path().toString(), "has no tensor for " + name));
    return layout.toHuggingFace(tensor).toFloats();
  }

  @Override
  public boolean has(String name) {
    return find(name).isPresent();
  }

  private Optional<TensorData> find(String name) {
    return HuggingFaceLayout.ggufName(name).flatMap(file::tensor);
  }
}
