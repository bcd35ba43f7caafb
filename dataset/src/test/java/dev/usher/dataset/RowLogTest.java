package dev.usher.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class RowLogTest {
  @TempDir private Path folder;

  private static ObjectNode row(int number) {
    return JsonNodeFactory.instance.objectNode().put("row", number);
  }

  private static List<Integer> numbers(List<JsonLines.Row> rows) {
    return rows.stream().map(row -> row.json().path("row").intValue()).toList();
  }

  @Test
  void rowsAreForcedToDiskEverySoMany() {
    Path file = folder.resolve("some/rows.jsonl");
    try (RowLog log = RowLog.open(file, 2)) {
      log.append(row(1));
      assertThat(file).isEmptyFile();
      log.append(row(2));
      assertThat(file).hasContent("{\"row\": 1}\n{\"row\": 2}");
      log.append(row(3));
      assertThat(numbers(log.rows())).containsExactly(1, 2, 3);
      log.append(row(4));
    }
    assertThat(numbers(RowLog.rows(file))).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aLineThatWasCutIsTakenOffBeforeTheNextIsWritten() {
    Path file = Fixtures.write(folder.resolve("rows.jsonl"), "{\"row\": 1}\n{\"row\": 2");
    try (RowLog log = RowLog.open(file, 1)) {
      log.append(row(3));
    }
    assertThat(numbers(RowLog.rows(file))).containsExactly(1, 3);
  }

  @Test
  void aLogCanBePutInAnotherOrderWhenItEnds() {
    Path file = folder.resolve("rows.jsonl");
    try (RowLog log = RowLog.open(file, 100)) {
      log.append(row(2));
      log.append(row(1));
      log.replace(List.of(row(1), row(2)));
    }
    assertThat(numbers(RowLog.rows(file))).containsExactly(1, 2);
    assertThat(Fixtures.names(folder)).containsExactly("rows.jsonl");
  }

  @Test
  void ofRowsThatTheDiskDidNotTakeNoPartStaysAndNoneComesTwice() throws IOException {
    Path file = folder.resolve("rows.jsonl");
    FullChannel disk =
        new FullChannel(
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 30);
    try (RowLog log = new RowLog(file, disk, 2)) {
      log.append(row(1));
      log.append(row(2));
      log.append(row(3));
      assertThatThrownBy(() -> log.append(row(4)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContainingAll("rows.jsonl", "No space left", "then go on");
      assertThat(file).hasContent("{\"row\": 1}\n{\"row\": 2}");
      disk.free(1_000);
      log.append(row(5));
    }
    assertThat(file).hasContent("{\"row\": 1}\n{\"row\": 2}\n{\"row\": 5}");
  }

  @Test
  void onlyOneWriterAtATimeAlsoAfterALookInside() {
    Path file = folder.resolve("rows.jsonl");
    try (RowLog log = RowLog.open(file, 1)) {
      log.rows();
      assertThatThrownBy(() -> RowLog.open(file, 1))
          .isInstanceOf(UsherException.class)
          .hasMessageContaining("another process");
    }
    RowLog.open(file, 1).close();
  }

  @Test
  void aLogThatIsNotThereIsEmpty() {
    assertThat(RowLog.rows(folder.resolve("none.jsonl"))).isEmpty();
  }
}
