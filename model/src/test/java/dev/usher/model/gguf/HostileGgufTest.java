package dev.usher.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileGgufTest {
  private static final int F32 = 0;
  private static final int Q4_K = 12;
  private static final byte[] NO_UTF8 = {2, 0, 0, 0, 0, 0, 0, 0, (byte) 0xc3, (byte) 0x28};
  private static final byte[] LONG_LIST = {10, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0};

  @TempDir private Path folder;

  static Stream<Arguments> files() {
    GgufBytes plain = GgufBytes.of().tensor("x", F32, 0, 4).data(16);
    return Stream.of(
        bad(
            "'x' stands twice",
            GgufBytes.of().tensor("x", F32, 0, 4).tensor("x", F32, 0, 4).data(16)),
        bad(
            "metadata 'k' stands twice",
            GgufBytes.of().value("k", GgufType.UINT8, 1L).value("k", GgufType.UINT8, 1L)),
        bad("lies at 4, expected a multiple of 32", GgufBytes.of().tensor("x", F32, 4, 4)),
        bad("lies at -32, expected", GgufBytes.of().tensor("x", F32, -32, 4)),
        bad("needs 16 bytes at", GgufBytes.of().tensor("x", F32, 32, 4)),
        bad("needs 16 bytes at", GgufBytes.of().tensor("x", F32, Long.MAX_VALUE - 31, 4)),
        bad("impossible shape", GgufBytes.of().tensor("x", F32, 0, 1L << 32, 1L << 31)),
        bad("impossible shape", GgufBytes.of().tensor("x", F32, 0, Long.MAX_VALUE / 2)),
        bad("dimension of -4", GgufBytes.of().tensor("x", F32, 0, -4, -4)),
        bad("dimension of 0", GgufBytes.of().tensor("x", F32, 0, 0)),
        bad("5 dimensions", GgufBytes.of().tensor("x", F32, 0, 1, 1, 1, 1, 1)),
        bad(
            "Q4_K (ggml type 12), which Usher does not read",
            GgufBytes.of().tensor("x", Q4_K, 0, 256)),
        bad("unknown (ggml type 99)", GgufBytes.of().tensor("x", 99, 0, 256)),
        bad("rows of 33, no multiple of 32", GgufBytes.of().tensor("x", 8, 0, 33)),
        bad("no UTF-8", GgufBytes.of().value("k", GgufType.STRING, NO_UTF8)),
        bad("array length", GgufBytes.of().value("k", GgufType.ARRAY, LONG_LIST)),
        bad("truth value 2", GgufBytes.of().value("k", GgufType.BOOL, 2L)),
        bad("a power of two", plain.value("general.alignment", GgufType.UINT32, 48L)));
  }

  private static Arguments bad(String message, GgufBytes bytes) {
    return Arguments.of(message, bytes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void isRefusedWithFileOffsetAndReason(String message, GgufBytes bytes) throws IOException {
    Path file = folder.resolve("bad.gguf");
    bytes.write(file);
    assertThatThrownBy(() -> GgufFile.open(file))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("bad.gguf")
        .hasMessageContaining(message);
  }

  @Test
  void aBigEndianFileIsNamedAsSuch() throws IOException {
    Path file = folder.resolve("big.gguf");
    Files.write(file, new byte[] {'G', 'G', 'U', 'F', 0, 0, 0, 3, 0, 0, 0, 0});
    assertThatThrownBy(() -> GgufFile.open(file)).hasMessageContaining("big-endian");
  }

  @Test
  void unusualAlignmentIsObserved() throws IOException {
    Path file = folder.resolve("aligned.gguf");
    GgufBytes.of()
        .value("general.alignment", GgufType.UINT32, 8L)
        .tensor("x", F32, 0, 2)
        .tensor("y", F32, 8, 2)
        .data(32)
        .write(file);
    try (GgufFile read = GgufFile.open(file)) {
      assertThat(read.tensor("y").orElseThrow().size()).isEqualTo(2);
    }
  }
}
