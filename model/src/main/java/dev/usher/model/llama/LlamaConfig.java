package dev.usher.model.llama;

import dev.usher.model.gguf.GgufFile;
import java.nio.file.Path;

/// The sizes and constants of a Llama.
///
/// @param layers blocks one after the other
/// @param hidden size of the hidden state
/// @param feedForward size between gate and down projection
/// @param heads query heads
/// @param keyValueHeads key-value heads; each serves `heads / keyValueHeads` query heads
/// @param headSize size of a head
/// @param vocabulary tokens
/// @param contextLength positions that the model was trained for
/// @param epsilon of the normalisations
/// @param ropeBase longest wave of rotary position embedding, as a base
/// @param ropeScaling how its frequencies are stretched
public record LlamaConfig(
    int layers,
    int hidden,
    int feedForward,
    int heads,
    int keyValueHeads,
    int headSize,
    int vocabulary,
    int contextLength,
    double epsilon,
    double ropeBase,
    RopeScaling ropeScaling) {
  private static final int LARGEST = 1 << 24;

  /// Checks that the sizes are possible and fit each other.
  public LlamaConfig {
    requireSize("layers", layers, 1 << 12);
    requireSize("hidden size", hidden, 1 << 18);
    requireSize("feed-forward size", feedForward, 1 << 20);
    requireSize("heads", heads, 1 << 12);
    requireSize("key-value heads", keyValueHeads, 1 << 12);
    requireSize("head size", headSize, 1 << 12);
    requireSize("vocabulary", vocabulary, LARGEST);
    requireSize("context length", contextLength, LARGEST);
    require(
        heads % keyValueHeads == 0,
        heads + " heads cannot be shared out between " + keyValueHeads + " key-value heads");
    require(headSize % 2 == 0, "head size " + headSize + " is odd, but rotation needs pairs");
    require(epsilon >= 0 && epsilon < 1, "normalisation epsilon is " + epsilon);
    require(ropeBase > 1 && ropeBase < 1e15, "rope base is " + ropeBase + ", expected > 1");
    require(
        !(ropeScaling instanceof RopeScaling.Divisors scaling)
            || scaling.divisors().size() == headSize / 2,
        "rope_freqs are not half a head of " + headSize);
  }

  private static void requireSize(String name, int value, int most) {
    require(value >= 1 && value <= most, name + " is " + value + ", expected 1 … " + most);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /// Reads a configuration from a GGUF's metadata and tensor directory.
  ///
  /// @param file an open GGUF
  /// @return the configuration
  /// @throws dev.usher.tools.UsherException if it is another architecture, asks for what is not
  ///   computed here, or contradicts itself
  public static LlamaConfig of(GgufFile file) {
    return GgufConfig.read(file);
  }

  /// Reads a Hugging Face `config.json`, of version 5 (`rope_parameters`) or older.
  ///
  /// @param file the JSON file
  /// @return the configuration
  /// @throws dev.usher.tools.UsherException if it is another architecture, asks for what is not
  ///   computed here, or contradicts itself
  public static LlamaConfig ofHuggingFace(Path file) {
    return HuggingFaceConfig.read(file).config();
  }

  /// Outputs of the query projection.
  ///
  /// @return heads times head size
  public int querySize() {
    return heads * headSize;
  }

  /// Outputs of the key and of the value projection.
  ///
  /// @return key-value heads times head size
  public int keyValueSize() {
    return keyValueHeads * headSize;
  }

  /// Query heads that share a key-value head.
  ///
  /// @return at least 1
  public int group() {
    return heads / keyValueHeads;
  }
}
