package dev.usher.training.torch;

import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.training.LoraOptions;
import dev.usher.training.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The stored reference runs.
final class Golden {
  static final Path FOLDER = Path.of("src/test/resources/golden");
  static final LoraOptions LORA = lora();

  private Golden() {}

  static BaseModel base() {
    return BaseModel.open(FOLDER.resolve("llama"));
  }

  static TrainableModel full() {
    return full(ScalarType.Float);
  }

  static TrainableModel full(ScalarType arithmetic) {
    return TrainableModel.full(base().config(), base().weights(), arithmetic);
  }

  static TrainableModel adapter() {
    return adapter(ScalarType.Float);
  }

  static TrainableModel adapter(ScalarType arithmetic) {
    SafetensorsFile initial =
        SafetensorsFile.open(FOLDER.resolve("lora/adapter_model.safetensors"));
    return TrainableModel.lora(
        base().config(), base().weights(), arithmetic, LORA, 1, WeightSource.of(initial));
  }

  static List<List<Row>> batches() {
    List<List<Row>> batches = new ArrayList<>();
    for (JsonNode batch : json("lora/run.json").get("batches")) {
      List<Row> rows = new ArrayList<>();
      for (JsonNode row : batch) {
        int[] ids = new int[row.get("ids").size()];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = row.get("ids").get(i).asInt();
        }
        rows.add(new Row(ids, row.get("prompt_length").asInt()));
      }
      batches.add(rows);
    }
    return batches;
  }

  static JsonNode json(String file) {
    return JsonMapper.builder().build().readTree(FOLDER.resolve(file).toFile());
  }

  private static LoraOptions lora() {
    JsonNode config = json("lora/adapter_config.json");
    List<String> targets = new ArrayList<>();
    config.get("target_modules").forEach(target -> targets.add(target.asString()));
    return new LoraOptions(
        config.get("r").asInt(), config.get("lora_alpha").asDouble(), 0, targets);
  }
}
