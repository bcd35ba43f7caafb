package dev.usher.model.adapter;

import dev.usher.model.adapter.LoraAdapter.Target;
import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads PEFT directories: tensors `base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight`
/// (rank, in) and `….lora_B.weight` (out, rank), and a configuration whose every switch that would
/// change the arithmetic must be off.
final class PeftReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern NAME =
      Pattern.compile(
          "base_model\\.model\\.(?:model\\.)?layers\\.(\\d{1,6})\\.([a-z_]+\\.[a-z_]+)"
              + "\\.lora_([AB])(?:\\.default)?\\.weight");

  /// Switches that change the arithmetic, or add weights, in ways that are not computed here.
  private static final List<String> MUST_BE_OFF =
      List.of(
          "use_dora",
          "use_qalora",
          "use_bdlora",
          "fan_in_fan_out",
          "lora_bias",
          "modules_to_save",
          "layer_replication",
          "target_parameters",
          "trainable_token_indices",
          "alora_invocation_tokens",
          "alpha_pattern");

  private final Path file;
  private final JsonNode config;

  private PeftReader(Path file, JsonNode config) {
    this.file = file;
    this.config = config;
  }

  static LoraAdapter read(Path directory) {
    Path config = directory.resolve("adapter_config.json");
    PeftReader reader = new PeftReader(config, json(config));
    reader.checkConfig();
    try (SafetensorsFile weights =
        SafetensorsFile.open(directory.resolve("adapter_model.safetensors"))) {
      FactorTable table = new FactorTable(weights.path().toString());
      for (TensorData tensor : weights.tensors()) {
        add(table, weights.path(), tensor);
      }
      return new LoraAdapter(
          directory.toString(), LoraAdapter.RowOrder.HUGGING_FACE, table.factors(reader::scale));
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

  private void checkConfig() {
    if (!config.path("peft_type").asString("").equals("LORA")) {
      throw new UsherException(
          file + "#/peft_type", "is " + config.path("peft_type") + ", expected \"LORA\"");
    }
    for (String key : MUST_BE_OFF) {
      if (isOn(config.path(key))) {
        throw new UsherException(
            file + "#/" + key,
            "is " + config.path(key) + ", which is not supported; train a plain LoRA without it");
      }
    }
    if (!config.path("bias").asString("none").equals("none")) {
      throw new UsherException(
          file + "#/bias", "is " + config.path("bias") + ", expected \"none\"");
    }
    if (!(config.path("lora_alpha").asDouble(0) > 0)) {
      throw new UsherException(
          file + "#/lora_alpha",
          "is " + config.path("lora_alpha") + ", expected a positive number");
    }
  }

  private static boolean isOn(JsonNode value) {
    boolean off =
        value.isMissingNode()
            || value.isNull()
            || (value.isBoolean() && !value.asBoolean())
            || (value.isContainer() && value.isEmpty());
    return !off;
  }

  private double scale(int rank) {
    if (config.path("rank_pattern").isEmpty() && config.path("r").asInt(-1) != rank) {
      throw new UsherException(
          file + "#/r", "is " + config.path("r") + ", but a tensor has the rank " + rank);
    }
    double alpha = config.path("lora_alpha").asDouble();
    return config.path("use_rslora").asBoolean(false) ? alpha / Math.sqrt(rank) : alpha / rank;
  }

  private static void add(FactorTable table, Path path, TensorData tensor) {
    Matcher name = NAME.matcher(tensor.name());
    Optional<Projection> projection =
        name.matches() ? Projection.named(name.group(2)) : Optional.empty();
    if (projection.isEmpty()) {
      throw new UsherException(
          path.toString(),
          "tensor '" + tensor.name() + "' is no low-rank factor of a Llama projection");
    }
    Target target = new Target(Integer.parseInt(name.group(1)), projection.get());
    table.add(target, name.group(3).equals("A"), tensor);
  }
}
