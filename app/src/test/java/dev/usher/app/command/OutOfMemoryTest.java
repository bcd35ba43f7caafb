package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A command in a process with too little memory for what it is given.
class OutOfMemoryTest {
  private static final int CHARACTERS = 30_000_000;

  @Test
  void aFileThatDoesNotFitIntoMemoryIsAMessageAndCodeOne(@TempDir Path folder) throws Exception {
    Path rows = rows(folder);
    ChildProcess.Outcome outcome = ChildProcess.usher("-Xmx32m", "audit", rows.toString());
    assertThat(outcome.code()).as(outcome.text()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.text()).contains("usher: not enough memory", "USHER_JAVA_OPTIONS");
    assertThat(outcome.text()).doesNotContain("\tat ");
  }

  private static Path rows(Path folder) throws IOException {
    String row = "{\"text\": \"%s\", \"answer\": \"no\"}\n".formatted("a ".repeat(CHARACTERS / 2));
    return Files.writeString(folder.resolve("rows.jsonl"), row);
  }
}
