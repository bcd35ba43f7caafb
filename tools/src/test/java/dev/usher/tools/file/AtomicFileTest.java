package dev.usher.tools.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void anExistingFileIsReplacedAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("new/deep/file");

    AtomicFile.write(file, "one");
    AtomicFile.write(file, "two");

    assertThat(file).hasContent("two");
    assertThat(file.getParent())
        .isDirectoryContaining("glob:**file")
        .isDirectoryNotContaining("glob:**part");
    assertThat(Sha256.of(file)).isEqualTo(Sha256.of("two".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndLeavesNothing() throws IOException {
    Path occupied = Files.createDirectories(folder.resolve("taken/inside")).getParent();

    assertThatThrownBy(() -> AtomicFile.write(occupied, "text"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("taken")
        .hasMessageContaining("cannot be written");
    assertThat(folder).isDirectoryNotContaining("glob:**part");
  }

  @Test
  void theHashIsTheOneThatOtherProgramsCompute() {
    assertThat(Sha256.of("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
