package dev.usher.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeFile() {
    file = folder.resolve("model.gguf");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("general.architecture", "llama");
    values.put("llama.block_count", 30L);
    values.put("llama.rope.freq_base", 0.5);
    values.put("flag", true);
    values.put("negative", -7L);
    values.put("tokens", List.of("a", "ü", ""));
    values.put("scores", List.of(0.25, -1.0));
    GgufWriter.write(file, new GgufMetadata("memory", values), tensors());
  }

  private static List<TensorData> tensors() {
    Random random = new Random(1);
    float[] values = new float[128];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return List.of(
        TensorData.of("norm", List.of(3L), new float[] {1, 2, 3}, BlockFormat.F32),
        TensorData.of("matrix", List.of(4L, 32L), values, BlockFormat.Q8_0));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    try (GgufFile read = GgufFile.open(file)) {
      assertThat(read.metadata().string("general.architecture")).isEqualTo("llama");
      assertThat(read.metadata().integer("llama.block_count")).isEqualTo(30);
      assertThat(read.metadata().integer("negative")).isEqualTo(-7);
      assertThat(read.metadata().decimal("llama.rope.freq_base")).isEqualTo(0.5);
      assertThat(read.metadata().flag("flag", false)).isTrue();
      assertThat(read.metadata().strings("tokens")).containsExactly("a", "ü", "");
      assertThat(read.metadata().decimals("scores")).containsExactly(0.25, -1.0);
      assertThat(read.tensors()).extracting(TensorData::name).containsExactly("norm", "matrix");
      TensorData matrix = read.tensor("matrix").orElseThrow();
      assertThat(matrix.shape()).containsExactly(4L, 32L);
      assertThat(matrix.toFloats()).isEqualTo(tensors().get(1).toFloats());
    }
  }

  @Test
  void copiedMetadataKeepsItsTypes() throws IOException {
    Path copy = folder.resolve("copy.gguf");
    try (GgufFile read = GgufFile.open(file)) {
      GgufWriter.write(copy, read.metadata(), List.copyOf(read.tensors()));
    }
    assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void everyTruncationIsRefusedByName() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length - 32; length += 7) {
      Path cut = folder.resolve("cut.gguf");
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> GgufFile.open(cut))
          .isInstanceOf(UsherException.class)
          .hasMessageContaining("cut.gguf");
    }
  }

  @Test
  void aChangedValueKeepsTheTypeOfItsKeyWhereItCan() throws IOException {
    Path first = folder.resolve("first.gguf");
    GgufBytes.of().value("small", GgufType.UINT16, 7L).write(first);
    Path second = folder.resolve("second.gguf");
    try (GgufFile read = GgufFile.open(first)) {
      GgufMetadata changed = read.metadata().with("small", 8L);
      assertThat(changed.type("small")).isEqualTo(GgufType.UINT16);
      assertThat(changed.with("small", 70_000L).type("small")).isEqualTo(GgufType.UINT32);
      assertThat(changed.with("small", "text").type("small")).isEqualTo(GgufType.STRING);
      GgufWriter.write(second, changed, List.of());
    }
    try (GgufFile read = GgufFile.open(second)) {
      assertThat(read.metadata().integer("small")).isEqualTo(8);
      assertThat(read.metadata().type("small")).isEqualTo(GgufType.UINT16);
    }
  }

  @Test
  void integersInAListAreSignedAsLlamaCppReadsThem() {
    GgufMetadata metadata =
        new GgufMetadata(
            "memory", Map.of("types", List.of(1L, 3L), "wide", List.of(0L, 1L << 40), "n", 5L));
    assertThat(metadata.type("types")).isEqualTo(GgufType.INT32);
    assertThat(metadata.type("wide")).isEqualTo(GgufType.INT64);
    assertThat(metadata.type("n")).isEqualTo(GgufType.UINT32);
  }

  @Test
  void whatIsNoGgufValueIsRefusedWhenItIsSet() {
    GgufMetadata metadata = new GgufMetadata("memory", Map.of());
    assertThatThrownBy(() -> metadata.with("x", 1)).hasMessageContaining("no GGUF type for 1");
    assertThatThrownBy(() -> metadata.with("x", List.of("a", 1L)))
        .hasMessageContaining("x is no GGUF value");
  }

  @Test
  void aFailingWriteLeavesNothingBehind() throws IOException {
    Path target = folder.resolve("out").resolve("model.gguf");
    List<PlannedTensor> tensors =
        List.of(
            new PlannedTensor(
                "x",
                List.of(1L),
                BlockFormat.F32,
                () -> {
                  throw new IllegalStateException("made to fail");
                }));
    GgufMetadata metadata = new GgufMetadata("memory", Map.of());
    assertThatThrownBy(() -> GgufWriter.writePlanned(target, metadata, tensors))
        .hasMessage("made to fail");
    try (var left = Files.list(target.getParent())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anUnwritableFolderIsNamed() throws IOException {
    Path blocked = folder.resolve("file");
    Files.writeString(blocked, "no folder");
    assertThatThrownBy(() ->
            GgufWriter.write(
                blocked.resolve("model.gguf"), new GgufMetadata("memory", Map.of()), List.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("model.gguf: cannot be written");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40})
  void hostileCountsAreRefused(long count) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int at : new int[] {8, 16, 24}) {
      byte[] hostile = bytes.clone();
      ByteBuffer.wrap(hostile).order(ByteOrder.LITTLE_ENDIAN).putLong(at, count);
      Path bad = folder.resolve("hostile.gguf");
      Files.write(bad, hostile);
      assertThatThrownBy(() -> GgufFile.open(bad))
          .isInstanceOf(UsherException.class)
          .hasMessageContaining("does not fit");
    }
  }

  @Test
  void flippedBytesNeverDoWorseThanAClearError() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      Path bad = folder.resolve("damaged.gguf");
      Files.write(bad, damaged);
      try (GgufFile read = GgufFile.open(bad)) {
        read.tensors().forEach(TensorData::toFloats);
      } catch (UsherException e) {
        assertThat(e).hasMessageContaining("damaged.gguf");
      }
    }
  }

  private static GgufBytes small() {
    return GgufBytes.of()
        .value("general.architecture", GgufType.STRING, "llama")
        .value("count", GgufType.UINT64, 1L << 40)
        .value("flag", GgufType.BOOL, 1L)
        .tensor("x", 0, 0, 4, 3)
        .tensor("y", 8, 64, 32)
        .data(128);
  }

  @Test
  void aFileOfVersion2IsReadAsOneOfVersion3() throws IOException {
    Path second = folder.resolve("second.gguf");
    Path third = folder.resolve("third.gguf");
    small().version(2).write(second);
    small().version(3).write(third);
    try (GgufFile two = GgufFile.open(second);
        GgufFile three = GgufFile.open(third)) {
      assertThat(two.metadata().values()).isEqualTo(three.metadata().values()).hasSize(3);
      assertThat(two.tensors()).hasSize(2);
      for (TensorData expected : three.tensors()) {
        TensorData tensor = two.tensor(expected.name()).orElseThrow();
        assertThat(tensor.shape()).isEqualTo(expected.shape());
        assertThat(tensor.format()).isEqualTo(expected.format());
        assertThat(tensor.toFloats()).isEqualTo(expected.toFloats());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void anUnknownVersionSaysWhichAreRead(int version) throws IOException {
    Path unknown = folder.resolve("unknown.gguf");
    small().version(version).write(unknown);
    assertThatThrownBy(() -> GgufFile.open(unknown))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("unknown.gguf")
        .hasMessageContaining("version %d, expected 2 or 3".formatted(version));
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.gguf");
    assertThatThrownBy(() -> GgufFile.open(missing))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("missing.gguf");
  }

  @Test
  void metadataErrorsNameFileKeyAndWhatWasExpected() {
    try (GgufFile read = GgufFile.open(file)) {
      assertThatThrownBy(() -> read.metadata().integer("tokenizer.ggml.model"))
          .hasMessageContaining("model.gguf")
          .hasMessageContaining("'tokenizer.ggml.model' is missing");
      assertThatThrownBy(() -> read.metadata().integer("general.architecture"))
          .hasMessageContaining("expected an integer");
    }
  }
}
