package dev.usher.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BlockFormatTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/blocks.safetensors");

  /// Reads by hand, since the blocks are stored as plain bytes.
  private static byte[] golden(String name) throws IOException {
    byte[] file = Files.readAllBytes(GOLDEN);
    int head = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    JsonNode entries = JsonMapper.builder().build().readTree(Arrays.copyOfRange(file, 8, 8 + head));
    JsonNode offsets = entries.get(name).get("data_offsets");
    int data = 8 + head;
    return Arrays.copyOfRange(file, data + offsets.get(0).asInt(), data + offsets.get(1).asInt());
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static String prefix(BlockFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource(names = "F32", mode = EnumSource.Mode.EXCLUDE)
  void decodesToTheBitsOfTheReference(BlockFormat format) throws IOException {
    float[] expected = floats(golden(prefix(format) + ".values"));
    float[] decoded = new float[expected.length];
    MemorySegment blocks = MemorySegment.ofArray(golden(prefix(format) + ".blocks"));
    format.decode(blocks, 0, decoded, 0, decoded.length);
    assertThat(decoded).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = "F32", mode = EnumSource.Mode.EXCLUDE)
  void encodesToTheBytesOfTheReference(BlockFormat format) throws IOException {
    float[] source = floats(golden("source_values"));
    byte[] blocks = new byte[(int) format.bytes(source.length)];
    format.encode(source, 0, source.length, MemorySegment.ofArray(blocks), 0);
    assertThat(blocks).isEqualTo(golden(prefix(format) + ".blocks"));
  }

  @ParameterizedTest
  @EnumSource
  void zerosStayZeros(BlockFormat format) {
    float[] zeros = new float[64];
    TensorData tensor = TensorData.of("zeros", List.of(2L, 32L), zeros, format);
    for (float value : tensor.toFloats()) {
      assertThat(value == 0).isTrue();
    }
  }

  @Test
  void rowsAreWholeBlocks() {
    assertThatThrownBy(() -> TensorData.of("x", List.of(2L, 16L), new float[32], BlockFormat.Q8_0))
        .hasMessageContaining("rows of 16 are no whole blocks of Q8_0");
  }

  @Test
  void valuesWithoutAFiniteScaleDoNotStopTheEncoder() {
    float[] values = new float[32];
    values[3] = Float.POSITIVE_INFINITY;
    values[4] = Float.NaN;
    for (BlockFormat format : BlockFormat.values()) {
      assertThat(TensorData.of("x", List.of(32L), values, format).toFloats()).hasSize(32);
    }
  }

  @Test
  void bfloat16RoundsToEvenAndKeepsNotANumber() {
    float[] values = {1 + 0x1p-8f, 1 + 3 * 0x1p-8f, Float.NaN, Float.NEGATIVE_INFINITY};
    TensorData tensor = TensorData.of("x", List.of(4L), values, BlockFormat.BF16);
    assertThat(tensor.toFloats())
        .containsExactly(1f, 1.015625f, Float.NaN, Float.NEGATIVE_INFINITY);
  }
}
