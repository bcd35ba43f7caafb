package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  private static final String TOOLS =
      """
      [{"type": "function", "function": {"name": "ping", "description": "Say hello.",
        "parameters": {"type": "object", "properties": {"to": {"type": "string"}}}}}]
      """;

  @TempDir private Path folder;

  @Test
  void rowsBecomeADataFolder() throws IOException {
    Path out = folder.resolve("data");
    Run run = Run.usher("import", "plain", rows(40), "--tools", tools(), "--out", out);
    assertThat(run.code()).as(run.error()).isZero();
    assertThat(run.out()).contains("1 tools", "sentences to train on");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "tools.json", "train.jsonl", "validation.jsonl", "test.jsonl", "manifest.json");
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Path rows = rows(40);
    for (String out : new String[] {"a", "b"}) {
      Run.usher("import", "plain", rows, "--tools", tools(), "--out", folder.resolve(out));
    }
    for (String name : new String[] {"train.jsonl", "manifest.json"}) {
      assertThat(folder.resolve("a").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(name));
    }
  }

  @Test
  void aBadRowNamesFileAndLineAndNothingIsWritten() throws IOException {
    assertRefused("{\"text\":\"x\",\"name\":\"pong\",\"arguments\":{}}", "pong");
    assertRefused("{\"text\":\"x\",\"name\":\"ping\",\"arguments\":{\"two\":1}}", "two");
    assertRefused("{\"text\":\"x\",\"name\":\"ping\",\"arguments\":{\"to\":5}}", "/to");
    assertRefused("{\"text\":\"x\",", "JSON");
    assertRefused("[1]", "object");
  }

  @Test
  void anEmptyMissingOrMisencodedSourceIsBadInput() throws IOException {
    assertBadInput(Files.writeString(folder.resolve("empty.jsonl"), ""), "empty.jsonl");
    assertBadInput(folder.resolve("missing.jsonl"), "missing.jsonl");
    byte[] latin = "{\"text\":\"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
    assertBadInput(Files.write(folder.resolve("latin.jsonl"), latin), "UTF-8");
  }

  @Test
  void anUnknownFormIsWrongUsageAndNamesTheForms() throws IOException {
    Run run = Run.usher("import", "csv", rows(3), "--out", folder.resolve("out"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).containsIgnoringCase("csv").containsIgnoringCase("clinc150");
  }

  private void assertRefused(String row, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.jsonl"), row(0) + row + "\n" + row(1));
    Run run = assertBadInput(file, expected);
    assertThat(run.error()).contains("bad.jsonl:2");
  }

  private Run assertBadInput(Path source, String expected) throws IOException {
    Path out = folder.resolve("refused");
    Run run = Run.usher("import", "plain", source, "--tools", tools(), "--out", out);
    assertThat(run.code()).as(run.error()).isEqualTo(2);
    assertThat(run.error()).contains(expected).doesNotContain("Exception", "\tat ");
    assertThat(out.resolve("manifest.json")).doesNotExist();
    return run;
  }

  private Path tools() throws IOException {
    return Files.writeString(folder.resolve("tools.json"), TOOLS);
  }

  private Path rows(int count) throws IOException {
    String rows =
        IntStream.range(0, count).mapToObj(ImportCommandTest::row).collect(Collectors.joining());
    return Files.writeString(folder.resolve("rows.jsonl"), rows);
  }

  private static String row(int i) {
    String word = "w" + Integer.toString(i * 7919 + 131, 36);
    return "{\"text\":\"%s hello to %s now %s\",\"name\":\"ping\",\"arguments\":{\"to\":\"%s\"}}\n"
        .formatted(word.repeat(2), word, word.repeat(3), word);
  }
}
