package dev.usher.model.llama;

import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads Hugging Face's `config.json`. Version 5 of the library writes `rope_parameters`; older
/// versions wrote `rope_theta` and `rope_scaling`.
final class HuggingFaceConfig {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path file;
  private final JsonNode json;

  /// What the file says.
  ///
  /// @param tied whether the head is the embedding
  record Contents(LlamaConfig config, boolean tied) {}

  private HuggingFaceConfig(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  static Contents read(Path file) {
    HuggingFaceConfig reader = new HuggingFaceConfig(file, json(file));
    reader.refuseOthers();
    try {
      return new Contents(
          reader.config(), reader.json.path("tie_word_embeddings").asBoolean(false));
    } catch (IllegalArgumentException e) {
      throw new UsherException(file.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UsherException(file.toString(), "cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      throw new UsherException(file.toString(), "is no JSON: " + e.getOriginalMessage());
    }
  }

  private void refuseOthers() {
    expect("model_type", "llama");
    if (json.has("hidden_act")) {
      expect("hidden_act", "silu");
    }
    for (String key : List.of("attention_bias", "mlp_bias")) {
      if (json.path(key).asBoolean(false)) {
        throw refused(key, "is true, which is not supported");
      }
    }
  }

  private void expect(String key, String expected) {
    if (!json.path(key).asString("").equals(expected)) {
      throw refused(key, "is " + json.path(key) + ", expected \"" + expected + "\"");
    }
  }

  private LlamaConfig config() {
    int hidden = size("hidden_size");
    int heads = size("num_attention_heads");
    if (!present("head_dim") && hidden % heads != 0) {
      throw refused("hidden_size", "is " + hidden + ", no multiple of " + heads + " heads");
    }
    return new LlamaConfig(
        size("num_hidden_layers"),
        hidden,
        size("intermediate_size"),
        heads,
        size("num_key_value_heads", heads),
        size("head_dim", hidden / heads),
        size("vocab_size"),
        size("max_position_embeddings", 2048),
        number(json, "rms_norm_eps", 1e-6),
        number(rope(), "rope_theta", number(json, "rope_theta", 10_000)),
        scaling());
  }

  private JsonNode rope() {
    return json.path("rope_parameters");
  }

  private RopeScaling scaling() {
    JsonNode scaling = rope().isObject() ? rope() : json.path("rope_scaling");
    String type = scaling.path("rope_type").asString(scaling.path("type").asString("default"));
    return switch (type) {
      case "default" -> new RopeScaling.None();
      case "linear" -> new RopeScaling.Linear(number(scaling, "factor", 0));
      case "llama3" ->
          new RopeScaling.Llama3(
              number(scaling, "factor", 0),
              number(scaling, "low_freq_factor", 0),
              number(scaling, "high_freq_factor", 0),
              number(scaling, "original_max_position_embeddings", 0));
      default ->
          throw refused(
              "rope_scaling", "has type '" + type + "', expected default, linear or llama3");
    };
  }

  private boolean present(String key) {
    return json.hasNonNull(key);
  }

  private int size(String key) {
    if (!json.path(key).isInt() || json.path(key).asInt() < 1) {
      throw refused(key, "is " + json.path(key) + ", expected a positive integer");
    }
    return json.path(key).asInt();
  }

  private int size(String key, int otherwise) {
    return present(key) ? size(key) : otherwise;
  }

  private static double number(JsonNode object, String key, double otherwise) {
    return object.path(key).isNumber() ? object.path(key).asDouble() : otherwise;
  }

  private UsherException refused(String key, String message) {
    return new UsherException(file + "#/" + key, message);
  }
}
