package dev.usher.app.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of a trained router, and where things lie in it.
///
/// `manifest.json`, `tools.json`, `model.gguf` and, beside a base model, `adapter/` are what
/// serves; `parity.json` certifies that they are what was trained; `scorecard.json` is the newest
/// evaluation; `build.json` names all of it, and what it was made from, by hash; `run/` is the
/// training run, with the weights as trained.
///
/// @param path the folder itself
public record ModelFolder(Path path) {

  /// What serves, and how. Written after the files that it names.
  ///
  /// @return `manifest.json`
  public Path manifest() {
    return path.resolve("manifest.json");
  }

  /// What can be called.
  ///
  /// @return `tools.json`
  public Path tools() {
    return path.resolve("tools.json");
  }

  /// The model, or the base model under an adapter.
  ///
  /// @return `model.gguf`
  public Path model() {
    return path.resolve("model.gguf");
  }

  /// The adapter in PEFT's form, where one was trained.
  ///
  /// @return `adapter`
  public Path adapter() {
    return path.resolve("adapter");
  }

  /// The file that holds what was trained: the adapter's weights, else the whole model.
  ///
  /// @return a file that another training would change
  public Path weights() {
    Path pairs = adapter().resolve("adapter_model.safetensors");
    return Files.isRegularFile(pairs) ? pairs : model();
  }

  /// How far the served model is the trained one.
  ///
  /// @return `parity.json`
  public Path parity() {
    return path.resolve("parity.json");
  }

  /// The newest evaluation.
  ///
  /// @return `scorecard.json`
  public Path scorecard() {
    return path.resolve("scorecard.json");
  }

  /// A comparison's evaluation, on a sample of the sentences.
  ///
  /// @return `scorecard-sample.json`
  public Path sampleScorecard() {
    return path.resolve("scorecard-sample.json");
  }

  /// The same of the base model, untrained.
  ///
  /// @return `scorecard-untrained.json`
  public Path untrainedScorecard() {
    return path.resolve("scorecard-untrained.json");
  }

  /// What everything was made from; written last.
  ///
  /// @return `build.json`
  public Path build() {
    return path.resolve("build.json");
  }

  /// The training run.
  ///
  /// @return `run`
  public Path run() {
    return path.resolve("run");
  }

  /// The base model that the training started from.
  ///
  /// @return `run/base.gguf`
  public Path base() {
    return run().resolve("base.gguf");
  }
}
