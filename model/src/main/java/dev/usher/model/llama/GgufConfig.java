package dev.usher.model.llama;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.GgufMetadata;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a configuration from the `llama.*` metadata of a GGUF.
final class GgufConfig {
  private static final String PREFIX = "llama.";

  private final GgufFile file;
  private final GgufMetadata metadata;

  private GgufConfig(GgufFile file) {
    this.file = file;
    this.metadata = file.metadata();
  }

  static LlamaConfig read(GgufFile file) {
    GgufConfig reader = new GgufConfig(file);
    reader.refuseOthers();
    try {
      return reader.config();
    } catch (IllegalArgumentException e) {
      throw reader.refused(String.valueOf(e.getMessage()));
    }
  }

  private void refuseOthers() {
    String architecture = metadata.string("general.architecture");
    if (!architecture.equals("llama")) {
      throw refused("architecture '" + architecture + "' is not supported, expected 'llama'");
    }
    if (metadata.integer(PREFIX + "expert_count", 0) != 0) {
      throw refused("llama.expert_count: mixtures of experts are not supported");
    }
  }

  private LlamaConfig config() {
    int hidden = size("embedding_length");
    int heads = size("attention.head_count");
    int headSize = headSize(hidden, heads);
    return new LlamaConfig(
        size("block_count"),
        hidden,
        size("feed_forward_length"),
        heads,
        size("attention.head_count_kv", heads),
        headSize,
        vocabulary(),
        size("context_length"),
        metadata.decimal(PREFIX + "attention.layer_norm_rms_epsilon"),
        metadata.decimal(PREFIX + "rope.freq_base", 10_000),
        scaling());
  }

  private int headSize(int hidden, int heads) {
    if (heads < 1) {
      throw new IllegalArgumentException("llama.attention.head_count is " + heads);
    }
    if (!metadata.has(PREFIX + "attention.key_length") && hidden % heads != 0) {
      throw new IllegalArgumentException(
          "hidden size " + hidden + " is no multiple of " + heads + " heads");
    }
    int size = size("attention.key_length", hidden / heads);
    requireSame("attention.value_length", size);
    requireSame("rope.dimension_count", size);
    return size;
  }

  private void requireSame(String key, int headSize) {
    int value = size(key, headSize);
    if (value != headSize) {
      throw new IllegalArgumentException(
          PREFIX + key + " is " + value + "; only the head size, " + headSize + ", is supported");
    }
  }

  private int vocabulary() {
    TensorData embedding =
        file.tensor(LlamaTensors.EMBEDDING)
            .orElseThrow(() -> refused("tensor '" + LlamaTensors.EMBEDDING + "' is missing"));
    int rows = embedding.shape().isEmpty() ? 0 : Math.toIntExact(embedding.shape().getFirst());
    int said = size("vocab_size", rows);
    if (said != rows) {
      throw new IllegalArgumentException(
          "llama.vocab_size is " + said + ", but the embedding has " + rows + " rows");
    }
    return rows;
  }

  private RopeScaling scaling() {
    Optional<TensorData> divisors = file.tensor(LlamaTensors.ROPE_DIVISORS);
    String type = metadata.optionalString(PREFIX + "rope.scaling.type").orElse("none");
    if (divisors.isPresent() && type.equals("none")) {
      List<Double> values = new ArrayList<>();
      for (float value : divisors.get().toFloats()) {
        values.add((double) value);
      }
      return new RopeScaling.Divisors(values);
    }
    double factor = metadata.decimal(PREFIX + "rope.scaling.factor", 1);
    if (divisors.isEmpty() && type.equals("linear")) {
      return new RopeScaling.Linear(factor);
    }
    if (type.equals("none")) {
      return new RopeScaling.None();
    }
    throw new IllegalArgumentException(
        "llama.rope.scaling.type '" + type + "' is not supported, expected 'none' or 'linear'");
  }

  private int size(String key) {
    return checked(key, metadata.integer(PREFIX + key));
  }

  private int size(String key, int otherwise) {
    return checked(key, metadata.integer(PREFIX + key, otherwise));
  }

  private static int checked(String key, long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(PREFIX + key + " is " + value);
    }
    return (int) value;
  }

  private UsherException refused(String message) {
    return new UsherException(file.path().toString(), message);
  }
}
