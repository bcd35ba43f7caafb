package dev.usher.training.torch;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.GgufMetadata;
import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A base model as the trainer needs it: its sizes and its weights. Quantised blocks are decoded to
/// the values that serving computes with.
///
/// @param shape the sizes
/// @param weights open until the process ends
record BaseModel(LlamaShape shape, WeightSource weights) {

  /// Opens a GGUF, or a folder with `config.json` and `model.safetensors`.
  ///
  /// @throws UsherException if it is no Llama
  static BaseModel open(Path path) {
    return Files.isDirectory(path) ? ofFolder(path) : ofGguf(path);
  }

  private static BaseModel ofGguf(Path path) {
    GgufFile file = GgufFile.open(path);
    GgufMetadata metadata = file.metadata();
    String architecture = metadata.string("general.architecture");
    if (!architecture.equals("llama")) {
      throw new UsherException(
          path.toString(), "is a '" + architecture + "' model; only llama can be trained");
    }
    int heads = (int) metadata.integer("llama.attention.head_count");
    int hidden = (int) metadata.integer("llama.embedding_length");
    int headSize = (int) metadata.integer("llama.attention.key_length", hidden / heads);
    double base = metadata.decimal("llama.rope.freq_base", DEFAULT_ROPE_BASE);
    LlamaShape shape =
        new LlamaShape(
            (int) metadata.integer("llama.block_count"),
            hidden,
            heads,
            (int) metadata.integer("llama.attention.head_count_kv", heads),
            headSize,
            (int) metadata.integer("llama.feed_forward_length"),
            GgufWeights.require(file, "token_embd.weight").shape().getFirst().intValue(),
            metadata.decimal("llama.attention.layer_norm_rms_epsilon"),
            frequencies(base, headSize));
    file.tensor("rope_freqs.weight")
        .map(TensorData::toFloats)
        .ifPresent(factors -> scale(shape.ropeFrequencies(), factors));
    return new BaseModel(shape, new GgufWeights(file, shape));
  }

  private static BaseModel ofFolder(Path folder) {
    Path file = folder.resolve("config.json");
    JsonNode config;
    try {
      config = JsonMapper.builder().build().readTree(file.toFile());
    } catch (JacksonException e) {
      throw new UsherException(file.toString(), "cannot be read: " + e.getOriginalMessage());
    }
    JsonNode rope = config.path("rope_parameters");
    boolean scaled =
        config.hasNonNull("rope_scaling")
            || !rope.path("rope_type").asString("default").equals("default");
    if (!config.path("model_type").asString("").equals("llama") || scaled) {
      throw new UsherException(
          file.toString(), "expected model_type llama without RoPE scaling; convert it to GGUF");
    }
    int heads = config.get("num_attention_heads").asInt();
    int hidden = config.get("hidden_size").asInt();
    int headSize = config.path("head_dim").asInt(hidden / heads);
    double base =
        rope.path("rope_theta").asDouble(config.path("rope_theta").asDouble(DEFAULT_ROPE_BASE));
    LlamaShape shape =
        new LlamaShape(
            config.get("num_hidden_layers").asInt(),
            hidden,
            heads,
            config.path("num_key_value_heads").asInt(heads),
            headSize,
            config.get("intermediate_size").asInt(),
            config.get("vocab_size").asInt(),
            config.get("rms_norm_eps").asDouble(),
            frequencies(base, headSize));
    SafetensorsFile weights = SafetensorsFile.open(folder.resolve("model.safetensors"));
    return new BaseModel(shape, WeightSource.of(weights));
  }

  private static final double DEFAULT_ROPE_BASE = 10_000;

  private static double[] frequencies(double base, int headSize) {
    double[] frequencies = new double[headSize / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = Math.pow(base, -2.0 * i / headSize);
    }
    return frequencies;
  }

  private static void scale(double[] frequencies, float[] factors) {
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] /= factors[i];
    }
  }
}
