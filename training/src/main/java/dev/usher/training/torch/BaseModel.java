package dev.usher.training.torch;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.HuggingFaceLayout;
import dev.usher.model.llama.LlamaConfig;
import dev.usher.model.safetensors.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;

/// A base model as the trainer needs it: its sizes and its weights. Quantised blocks are decoded to
/// the values that serving computes with.
///
/// @param config the sizes
/// @param weights open until the process ends
record BaseModel(LlamaConfig config, WeightSource weights) {

  /// Opens a GGUF, or a folder with `config.json` and `model.safetensors`.
  ///
  /// @throws dev.usher.tools.UsherException if it is no Llama
  static BaseModel open(Path path) {
    if (Files.isDirectory(path)) {
      SafetensorsFile file = SafetensorsFile.open(path.resolve("model.safetensors"));
      LlamaConfig config = LlamaConfig.ofHuggingFace(path.resolve("config.json"));
      return new BaseModel(config, WeightSource.of(file));
    }
    GgufFile file = GgufFile.open(path);
    HuggingFaceLayout layout = HuggingFaceLayout.of(file.metadata());
    return new BaseModel(LlamaConfig.of(file), new GgufWeights(file, layout));
  }
}
