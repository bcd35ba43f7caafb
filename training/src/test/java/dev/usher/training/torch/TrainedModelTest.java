package dev.usher.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import dev.usher.training.LoraOptions;
import dev.usher.training.RunFolder;
import dev.usher.training.TrainedModel;
import dev.usher.training.TrainingMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainedModelTest {
  private static final String QUERY = "model.layers.1.self_attn.q_proj";

  @TempDir private Path folder;
  private Path base;

  @BeforeEach
  void writeBase() {
    base = GoldenGguf.write(folder.resolve("base.gguf"));
  }

  private RunFolder run(TrainingMethod method, List<TensorData> trained) {
    LoraOptions shape = new LoraOptions(2, 6, 0, List.of("q_proj", "down_proj"));
    return FinishedRun.write(folder.resolve(method.name()), base, method, shape, trained);
  }

  private List<TensorData> shiftedWeights() {
    try (SafetensorsFile model =
        SafetensorsFile.open(Golden.FOLDER.resolve("llama/model.safetensors"))) {
      return model.tensors().stream()
          .filter(tensor -> !tensor.name().equals("model.embed_tokens.weight"))
          .map(TrainedModelTest::shifted)
          .toList();
    }
  }

  private static TensorData shifted(TensorData tensor) {
    float[] values = tensor.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.25f;
    }
    return TensorData.of(tensor.name(), tensor.shape(), values, BlockFormat.F32);
  }

  @Test
  void aFullRunBecomesAGgufOfTheTrainedWeights() {
    RunFolder run = run(TrainingMethod.FULL, shiftedWeights());
    Path out = folder.resolve("out.gguf");
    try (TrainedModel model = TrainedModel.open(run)) {
      model.writeGguf(out, BlockFormat.F16);
    }
    WeightSource read = BaseModel.open(out).weights();
    for (TensorData tensor : shiftedWeights()) {
      float[] expected = tensor.toFloats();
      assertThat(read.read(tensor.name())).as(tensor.name()).hasSameSizeAs(expected);
      assertThat(read.read(tensor.name())[7]).isCloseTo(expected[7], within(1e-3f));
      assertThat(read.read(tensor.name())[expected.length - 1])
          .isCloseTo(expected[expected.length - 1], within(1e-3f));
    }
    try (GgufFile file = GgufFile.open(out)) {
      assertThat(file.metadata().integer("general.file_type")).isEqualTo(1);
      assertThat(file.tensor("output_norm.weight").orElseThrow().format())
          .isEqualTo(BlockFormat.F32);
    }
  }

  private List<TensorData> adapter() {
    int hidden = Golden.base().config().hidden();
    return List.of(
        TensorData.of(
            "base_model.model." + QUERY + ".lora_A.weight",
            List.of(2L, (long) hidden),
            ramp(2 * hidden),
            BlockFormat.F32),
        TensorData.of(
            "base_model.model." + QUERY + ".lora_B.weight",
            List.of((long) Golden.base().config().querySize(), 2L),
            ramp(2 * Golden.base().config().querySize()),
            BlockFormat.F32));
  }

  private static float[] ramp(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (i % 13 - 6) / 16f;
    }
    return values;
  }

  @Test
  void anAdapterIsMergedIntoItsBase() {
    RunFolder run = run(TrainingMethod.LORA, adapter());
    Path out = folder.resolve("merged.gguf");
    try (TrainedModel model = TrainedModel.open(run)) {
      model.writeGguf(out, BlockFormat.F32);
    }
    float[] merged = BaseModel.open(out).weights().read(QUERY + ".weight");
    float[] original = BaseModel.open(base).weights().read(QUERY + ".weight");
    float[] a = adapter().get(0).toFloats();
    float[] b = adapter().get(1).toFloats();
    int columns = Golden.base().config().hidden();
    for (int row = 0; row < Golden.base().config().querySize(); row++) {
      for (int column = 0; column < columns; column++) {
        float product = b[2 * row] * a[column] + b[2 * row + 1] * a[columns + column];
        assertThat(merged[row * columns + column])
            .isCloseTo(original[row * columns + column] + 3 * product, within(1e-5f));
      }
    }
  }

  @Test
  void anAdapterIsWrittenAsPeftReadsIt() {
    RunFolder run = run(TrainingMethod.LORA, adapter());
    Path out = folder.resolve("peft");
    try (TrainedModel model = TrainedModel.open(run)) {
      model.writePeft(out);
    }
    JsonNode config =
        JsonMapper.builder().build().readTree(out.resolve("adapter_config.json").toFile());
    assertThat(config.get("peft_type").asString()).isEqualTo("LORA");
    assertThat(config.get("r").asInt()).isEqualTo(2);
    assertThat(config.get("lora_alpha").asDouble()).isEqualTo(6);
    assertThat(StreamSupport.stream(config.get("target_modules").spliterator(), false))
        .extracting(JsonNode::asString)
        .containsExactly("q_proj", "down_proj");
    try (SafetensorsFile file = SafetensorsFile.open(out.resolve("adapter_model.safetensors"))) {
      for (TensorData tensor : adapter()) {
        assertThat(file.tensor(tensor.name()).orElseThrow().toFloats())
            .isEqualTo(tensor.toFloats());
      }
    }
  }

  @Test
  void anAdapterThatCannotBeWrittenLeavesNothingNewUnderItsName() throws IOException {
    Path out = folder.resolve("peft");
    TrainedModel model = TrainedModel.open(run(TrainingMethod.LORA, adapter()));
    model.close(); // no tensor can be read any more, so writing fails half-way
    assertThatThrownBy(() -> model.writePeft(out)).isInstanceOf(IllegalStateException.class);
    assertThat(out).doesNotExist();
    Files.createDirectory(out);
    Path earlier = Files.writeString(out.resolve("adapter_config.json"), "earlier");
    assertThatThrownBy(() -> model.writePeft(out)).isInstanceOf(IllegalStateException.class);
    assertThat(out).isDirectoryContaining(earlier::equals).isDirectoryNotContaining("glob:**.part");
    assertThat(earlier).hasContent("earlier");
    assertThat(folder.resolve("peft.part")).doesNotExist();
  }

  @Test
  void anAdapterIsWrittenAsLlamaCppReadsIt() {
    RunFolder run = run(TrainingMethod.LORA, adapter());
    Path out = folder.resolve("adapter.gguf");
    try (TrainedModel model = TrainedModel.open(run)) {
      model.writeGgufLora(out);
    }
    try (GgufFile file = GgufFile.open(out)) {
      assertThat(file.metadata().string("general.type")).isEqualTo("adapter");
      assertThat(file.metadata().string("adapter.type")).isEqualTo("lora");
      assertThat(file.metadata().decimal("adapter.lora.alpha")).isEqualTo(6);
      assertThat(file.tensors())
          .extracting(TensorData::name)
          .containsExactly("blk.1.attn_q.weight.lora_a", "blk.1.attn_q.weight.lora_b");
      float[] up = file.tensor("blk.1.attn_q.weight.lora_b").orElseThrow().toFloats();
      float[] expected = adapter().get(1).toFloats();
      int half = Golden.base().config().headSize() / 2;
      assertThat(up[2]).isEqualTo(expected[2 * half]);
      assertThat(up[4]).isEqualTo(expected[2]);
    }
  }

  @Test
  void whatARunDoesNotHoldIsNamed() {
    RunFolder full = run(TrainingMethod.FULL, shiftedWeights());
    try (TrainedModel model = TrainedModel.open(full)) {
      assertThatThrownBy(() -> model.writePeft(folder.resolve("x")))
          .isInstanceOf(UsherException.class)
          .hasMessageContaining("export it to gguf");
    }
    RunFolder unfinished = new RunFolder(folder.resolve("unfinished"));
    assertThatThrownBy(() -> TrainedModel.open(unfinished))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("no finished run");
  }
}
