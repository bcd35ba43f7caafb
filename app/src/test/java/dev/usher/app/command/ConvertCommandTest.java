package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {

  private static final String TOOLS =
      """
      [{"type": "function", "function": {"name": "ping", "description": "Say hello.",
        "parameters": {"type": "object", "properties": {"to": {"type": "string"}}}}}]
      """;
  private static final String ROWS =
      """
      {"text": "hello Ada", "name": "ping", "arguments": {"to": "Ada"}}
      {"text": "who are you", "answer": "no tool"}
      """;

  @TempDir private Path folder;

  private Path rows;
  private Path tools;
  private Path out;

  @BeforeEach
  void files() throws IOException {
    rows = Files.writeString(folder.resolve("rows.jsonl"), ROWS);
    tools = Files.writeString(folder.resolve("tools.json"), TOOLS);
    out = folder.resolve("out.jsonl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "chat",
        "sharegpt",
        "alpaca",
        "xlam",
        "chatml",
        "llama3",
        "functiongemma",
        "gemma"
      })
  void rowsGoThereAndBackAndAreAuditedOnTheWay(String form) {
    Run there = Run.usher("convert", rows, "--tools", tools, "--to", form, "--out", out);
    assertThat(there.code()).as(there.error()).isZero();
    assertThat(there.out()).isEqualTo(out + ": 2 rows written as " + form + "\n");
    assertThat(there.error()).contains("rows.jsonl: read as plain");
    Run audit = Run.usher("audit", out, "--tools", tools);
    assertThat(audit.code()).as(audit.error()).isZero();
    assertThat(audit.error()).contains("out.jsonl: read as " + form);
    assertThat(audit.out()).contains("2 of 2 rows break no rule");
    Path back = folder.resolve("back.jsonl");
    Run again =
        Run.usher("convert", out, "--from", form, "--tools", tools, "--to", "plain", "--out", back);
    assertThat(again.code()).as(again.error()).isZero();
    assertThat(back).hasContent(ROWS);
  }

  @Test
  void rowsThatCarryToolsAreJudgedByThem() throws IOException {
    Run.usher("convert", rows, "--tools", tools, "--to", "chat", "--out", out);
    assertThat(Run.usher("audit", out).code()).isZero();
    Files.writeString(out, Files.readString(out).replace("{\\\"to\\\"", "{\\\"two\\\""));
    Run audit = Run.usher("audit", out);
    assertThat(audit.code()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(audit.out()).contains("out.jsonl:1", "two");
    Run plain = Run.usher("audit", rows);
    assertThat(plain.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(plain.error()).contains("carries no tools", "--tools");
  }

  @Test
  void anAuditNamesRowsThatCannotBeUsed() throws IOException {
    Files.writeString(rows, "{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}\n");
    Run audit = Run.usher("audit", rows, "--tools", tools, "--from", "chat");
    assertThat(audit.code()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(audit.out()).contains("unusable: 1 rows", "rows.jsonl:1", "does not begin");
  }

  @Test
  void lossesAreSaid() {
    Run run = Run.usher("convert", rows, "--tools", tools, "--to", "alpaca", "--out", out);
    assertThat(run.code()).isZero();
    assertThat(run.error()).contains("lost: 1 tools stand in no row");
  }

  @Test
  void aRowThatTheFormCannotHoldIsBadInputAndNothingIsWritten() throws IOException {
    Files.writeString(rows, ROWS + ROWS.replace("who are you", "<end_of_turn>"));
    Run run = Run.usher("convert", rows, "--tools", tools, "--to", "gemma", "--out", out);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.error()).contains("rows.jsonl:4", "<end_of_turn>").doesNotContain("Exception");
    assertThat(out).doesNotExist();
  }

  @Test
  void whatIsImportedFromAFormIsADataFolderThatConverts() {
    Run.usher("convert", rows, "--tools", tools, "--to", "functiongemma", "--out", out);
    Path data = folder.resolve("data");
    Run imported = Run.usher("import", "functiongemma", out, "--tools", tools, "--out", data);
    assertThat(imported.code()).as(imported.error()).isZero();
    Path sides = folder.resolve("sides");
    Run run = Run.usher("convert", data, "--to", "sharegpt", "--out", sides);
    assertThat(run.code()).as(run.error()).isZero();
    assertThat(run.out().lines()).hasSize(3);
    assertThat(sides.resolve("train.jsonl")).content().contains("function_call", "hello Ada");
  }

  @Test
  void anUnknownFormIsWrongUsageAndNamesTheForms() {
    Run run = Run.usher("convert", rows, "--to", "csv", "--out", out);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).containsIgnoringCase("csv").containsIgnoringCase("sharegpt");
  }
}
