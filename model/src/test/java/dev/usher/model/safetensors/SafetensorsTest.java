package dev.usher.model.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    Path file = folder.resolve("x.safetensors");
    float[] values = {1, 2, 3, 4, 5, 6};
    List<TensorData> tensors =
        List.of(
            TensorData.of("single", List.of(2L, 3L), values, BlockFormat.F32),
            TensorData.of("half", List.of(6L), values, BlockFormat.F16),
            TensorData.of("brain", List.of(3L, 2L), values, BlockFormat.BF16));
    SafetensorsWriter.write(file, tensors, Map.of("format", "pt"));
    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
      assertThat(read.tensors()).hasSize(3);
      for (TensorData tensor : tensors) {
        TensorData found = read.tensor(tensor.name()).orElseThrow();
        assertThat(found.shape()).isEqualTo(tensor.shape());
        assertThat(found.toFloats()).isEqualTo(values);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"x\":{\"dtype\":\"Q9\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"y\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}",
        "{\"__metadata__\":{\"n\":1},\"x\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9],\"data_offsets\":[0,8]}}",
        "{\"x\":{\"dtype\":\"F32\"}}",
        "{\"x\":1}"
      })
  void headsThatSayWhatCannotBeAreRefused(String head) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    byte[] json = head.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, bytes.putLong(json.length).put(json).array());
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("bad.safetensors@");
  }

  @Test
  void integersAreReadByNameAndOtherTypesAreRefusedByName() throws IOException {
    Path file = folder.resolve("ids.safetensors");
    byte[] head =
        """
        {"ids":{"dtype":"I32","shape":[2],"data_offsets":[0,8]},\
        "mask":{"dtype":"BOOL","shape":[8],"data_offsets":[8,16]}}\
        """
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(24 + head.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, bytes.putLong(head.length).put(head).putInt(7).putInt(-9).array());
    try (SafetensorsFile read = SafetensorsFile.open(file)) {
      assertThat(read.integers("ids")).containsExactly(7, -9);
      assertThat(read.tensors()).isEmpty();
      assertThatThrownBy(() -> read.tensor("mask"))
          .hasMessageContaining("'mask' is BOOL, expected F32, F16 or BF16");
      assertThatThrownBy(() -> read.integers("mask")).hasMessageContaining("expected I32");
      assertThatThrownBy(() -> read.integers("none")).hasMessageContaining("no tensor 'none'");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, Long.MAX_VALUE, 1_000})
  void hostileHeadSizesAreRefused(long size) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(size);
    Files.write(file, bytes.array());
    assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("does not fit");
  }
}
