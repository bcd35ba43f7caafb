package dev.usher.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void rowsAreReadAsTheyWereWritten() {
    Path file = folder.resolve("train.rows");
    RunFolder.writeRows(file, List.of(new Row(new int[] {3, 1, 2}, 1), new Row(new int[2], 1)));
    List<Row> rows = RunFolder.readRows(file);
    assertThat(rows).extracting(Row::length).containsExactly(3, 2);
    assertThat(rows.getFirst().ids()).containsExactly(3, 1, 2);
    assertThat(rows.getFirst().targets()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4})
  void aRowWithoutPromptOrTargetIsNamedByFileAndLine(int promptLength) throws IOException {
    Path file = folder.resolve("train.rows");
    Files.writeString(
        file,
        """
        {"ids": [5, 6, 7], "promptLength": 1}
        {"ids": [5, 6, 7], "promptLength": %d}
        """
            .formatted(promptLength));
    assertThatThrownBy(() -> RunFolder.readRows(file))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith(file + ":2: ")
        .hasMessageContaining("a row of 3 tokens: has a prompt of " + promptLength)
        .hasMessageContaining("a target after it");
  }
}
