package dev.usher.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GgufExportTest {
  @TempDir private Path folder;
  private Path base;

  @BeforeEach
  void writeBase() {
    base = folder.resolve("base.gguf");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("general.architecture", "llama");
    values.put("general.file_type", 3L);
    values.put("tokenizer.ggml.tokens", List.of("a", "b"));
    GgufWriter.write(
        base,
        new GgufMetadata("memory", values),
        List.of(
            tensor("embedding", BlockFormat.Q4_1, 4, 64),
            tensor("odd", BlockFormat.F16, 2, 33),
            tensor("trained", BlockFormat.Q4_1, 3, 32),
            tensor("norm", BlockFormat.F32, 5)));
  }

  private static TensorData tensor(String name, BlockFormat format, long... shape) {
    int size = 1;
    for (long dimension : shape) {
      size *= (int) dimension;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) Math.cos(i * 0.37);
    }
    List<Long> dimensions = java.util.Arrays.stream(shape).boxed().toList();
    return TensorData.of(name, dimensions, values, format);
  }

  private static TensorData changed() {
    float[] values = new float[96];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 64f - 1;
    }
    return TensorData.of("trained", List.of(3L, 32L), values, BlockFormat.F32);
  }

  private Path export(BlockFormat format) {
    Path out = folder.resolve("out.gguf");
    try (GgufFile read = GgufFile.open(base)) {
      GgufExport.write(out, read, format, Map.of("trained", GgufExportTest::changed));
    }
    return out;
  }

  @Test
  void unchangedBlocksStayAsTheyAreInAQuantisedFile() {
    try (GgufFile before = GgufFile.open(base);
        GgufFile after = GgufFile.open(export(BlockFormat.Q8_0))) {
      TensorData embedding = after.tensor("embedding").orElseThrow();
      assertThat(embedding.format()).isEqualTo(BlockFormat.Q4_1);
      assertThat(embedding.bytes().mismatch(before.tensor("embedding").orElseThrow().bytes()))
          .isEqualTo(-1);
      assertThat(
              after
                  .tensor("trained")
                  .orElseThrow()
                  .bytes()
                  .mismatch(changed().withFormat(BlockFormat.Q8_0).bytes()))
          .isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16", "BF16"})
  void everyMatrixOfAFloatFileHasItsFormat(BlockFormat format) {
    try (GgufFile after = GgufFile.open(export(format))) {
      for (String name : List.of("embedding", "odd", "trained")) {
        assertThat(after.tensor(name).orElseThrow().format()).isEqualTo(format);
      }
      assertThat(after.tensor("norm").orElseThrow().format()).isEqualTo(BlockFormat.F32);
    }
  }

  @Test
  void rowsThatBlocksDoNotDivideAreHalfPrecision() {
    try (GgufFile after = GgufFile.open(export(BlockFormat.Q8_0))) {
      assertThat(after.tensor("odd").orElseThrow().format()).isEqualTo(BlockFormat.F16);
    }
  }

  @Test
  void metadataIsTheBasesButForTheFileType() {
    try (GgufFile before = GgufFile.open(base);
        GgufFile after = GgufFile.open(export(BlockFormat.Q8_0))) {
      assertThat(after.metadata().values())
          .containsAllEntriesOf(before.metadata().with("general.file_type", 7L).values());
      assertThat(after.metadata().integer("general.quantization_version")).isEqualTo(2);
    }
  }

  @Test
  void aChangeOfWhatTheBaseLacksIsRefused() {
    try (GgufFile read = GgufFile.open(base)) {
      assertThatThrownBy(() ->
              GgufExport.write(
                  folder.resolve("x.gguf"),
                  read,
                  BlockFormat.F16,
                  Map.of("head", GgufExportTest::changed)))
          .hasMessageContaining("no tensor 'head'");
    }
  }
}
