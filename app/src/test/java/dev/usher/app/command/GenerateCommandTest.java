package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.model.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  @TempDir private Path folder;

  @Test
  void fromToolsAloneToADataSetThatPassesItsOwnAudit() {
    Path workspace = folder.resolve("work");
    Run init = Run.usher("init", workspace);
    assertThat(init.code()).as(init.error()).isZero();
    Run generate = Run.usher("generate", workspace, "--count", "300");
    assertThat(generate.code()).as(generate.error()).isZero();
    assertThat(generate.error()).contains("300 rows written");
    assertThat(generate.out()).contains("sentences to train on");
    Path dataset = workspace.resolve("dataset");
    Run audit =
        Run.usher(
            "audit", dataset.resolve("train.jsonl"), "--tools", dataset.resolve("tools.json"));
    assertThat(audit.code()).as(audit.out()).isZero();
    assertThat(audit.out()).contains("rows break no rule");
  }

  @Test
  void resumeGoesOnWithARunOfThatSeedAndRefusesWhereThereIsNone() {
    Path workspace = folder.resolve("work");
    Run.usher("init", workspace);
    Run none = Run.usher("generate", workspace, "--count", "200", "--resume");
    assertThat(none.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(none.error()).contains("offline-42.jsonl: is not there", "nothing to go on with");
    assertThat(workspace.resolve("candidates")).doesNotExist();
    assertThat(Run.usher("generate", workspace, "--count", "200").error())
        .contains("200 rows written");
    Run more = Run.usher("generate", workspace, "--count", "300", "--resume");
    assertThat(more.error()).as(more.error()).contains("300 rows written");
    assertThat(Run.usher("generate", workspace, "--seed", "7", "--resume").code())
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aSetThatMissesTheWeightsIsWrittenAndFailsTheGate() throws Exception {
    Path workspace = folder.resolve("work");
    Run.usher("init", workspace);
    Run.usher("generate", workspace, "--count", "400");
    Path log = workspace.resolve("candidates/offline-42.jsonl");
    String question = "\"intent\": \"answer\"";
    List<String> lines = Files.readAllLines(log);
    Files.write(log, lines.stream().filter(line -> !line.contains(question)).toList());
    // as if each of them had been refused
    Files.write(
        workspace.resolve("candidates/offline-42.refused.jsonl"),
        lines.stream()
            .filter(line -> line.contains(question))
            .map(line -> line.replaceFirst("^\\{.*(?=\"id\")", "{"))
            .toList());

    Run run = Run.usher("generate", workspace, "--count", "400");

    assertThat(run.code()).as(run.error()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(run.error())
        .contains("intent 'answer' has 0.0 % of the rows, expected 15.0", "gate failed: ");
    assertThat(run.out()).contains("sentences to train on");
    Run train = Run.usher("run", workspace);
    assertThat(train.code()).as(train.error()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(train.error()).contains("misses", "usher train --data");
    assertThat(workspace.resolve("models")).doesNotExist();
  }

  @Test
  void anAuditNamesRowRuleAndReason() throws Exception {
    Path tools = folder.resolve("tools.json");
    Run.usher("init", folder.resolve("work"));
    Files.copy(folder.resolve("work/tools.json"), tools);
    Path rows = folder.resolve("rows.jsonl");
    Files.writeString(
        rows,
        """
        {"text": "show README.md", "name": "file_manager", "arguments": {"operation": "read", "path": "README.md"}}
        {"text": "show the notes", "name": "file_manager", "arguments": {"operation": "read", "path": "notes/x.md"}}
        """);
    Run audit = Run.usher("audit", rows, "--tools", tools);
    assertThat(audit.code()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(audit.out())
        .contains(
            "guessed-path: 1 of 2 rows", "rows.jsonl:2", "notes/x.md", "1 of 2 rows break no");
  }

  /// A workspace with a data set of which three rows break a rule.
  private Path workspaceWithData() throws Exception {
    Path rows = folder.resolve("rows.jsonl");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String file = "notes%d.md".formatted(i * i);
      text.append(
          """
          {"text": "%s %s", "name": "file_manager", "arguments": {"operation": "read", "path": "%2$s"}}
          """
              .formatted(i % 10 == 3 ? "{{verb}}" : "kindly open number " + i, file));
    }
    Files.writeString(rows, text);
    Path workspace = folder.resolve("work");
    Run.usher("init", workspace);
    Path tools = workspace.resolve("tools.json");
    Path data = workspace.resolve("dataset");
    assertThat(Run.usher("import", "plain", rows, "--tools", tools, "--out", data).code()).isZero();
    return workspace;
  }

  @Test
  void aDataFolderIsJudgedWholeAndMended() throws Exception {
    Path data = workspaceWithData().resolve("dataset");

    Run validate = Run.usher("validate", data, "--fix");

    assertThat(validate.code()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(validate.out())
        .contains("leftover: 3 of 30 rows", "coverage: no row calls sandbox_exec", "left ");
    assertThat(Run.usher("validate", data).out()).contains("27 of 27 rows break no rule");
  }

  @Test
  void aValueOfTheScenariosWithoutRowsIsAGap() throws Exception {
    Path workspace = folder.resolve("work");
    Run.usher("init", workspace);
    Run.usher("generate", workspace, "--count", "300");
    Path log = workspace.resolve("candidates/offline-42.jsonl");
    assertThat(Run.usher("validate", workspace).out()).doesNotContain("the style");
    String other = Files.readString(log).replace("\"style\": \"plain\"", "\"style\": \"polite\"");
    Files.writeString(log, other);
    Run.usher("generate", workspace, "--count", "300");

    Run validate = Run.usher("validate", workspace);

    assertThat(validate.code()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(validate.out()).contains("coverage: no row has the style 'plain'");
  }

  @Test
  void rowsAreSentBackToATeacherBeforeTheyAreLeftOut() throws Exception {
    Path workspace = workspaceWithData();
    assertThat(Run.usher("validate", workspace, "--teacher", "tiny").error())
        .contains("--teacher needs --fix");
    TinyModel.of(1).write(folder.resolve("tiny.gguf"));
    Files.writeString(
        workspace.resolve("teachers.yaml"),
        "- {name: tiny, provider: gguf, model: %s}".formatted(folder.resolve("tiny.gguf")));

    Run validate = Run.usher("validate", workspace, "--fix", "--teacher", "tiny");

    assertThat(validate.error()).contains("0 rows written anew, 3 refused");
    assertThat(validate.out()).contains("left ");
    assertThat(Files.readAllLines(workspace.resolve("dataset/rewritten.jsonl"))).hasSize(3);
    assertThat(Run.usher("validate", workspace).out()).contains("27 of 27 rows break no rule");
  }

  @Test
  void aModelOnThisMachineIsATeacher() throws Exception {
    Path workspace = folder.resolve("work");
    Run.usher("init", workspace);
    TinyModel.of(1).write(folder.resolve("tiny.gguf"));
    Files.writeString(
        workspace.resolve("teachers.yaml"),
        """
        - {name: tiny, provider: gguf, model: %s, answer-tokens: 20}
        - {name: other, provider: openai, model: m, key: NOT_SET_ANYWHERE}
        """
            .formatted(folder.resolve("tiny.gguf")));
    Run run = Run.usher("generate", workspace, "--teacher", "tiny", "--count", "2");
    assertThat(run.error()).contains("teachers took");
    Run all = Run.usher("generate", workspace, "--teacher", "all", "--count", "2");
    assertThat(all.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(all.error()).contains("NOT_SET_ANYWHERE is not set");
  }

  @Test
  void badInputIsRefusedAndNothingIsLost() throws Exception {
    Path workspace = folder.resolve("work");
    assertThat(Run.usher("generate", workspace).code()).isEqualTo(ExitCode.BAD_INPUT);
    Run.usher("init", workspace);
    assertThat(Run.usher("init", workspace).error()).contains("already");
    assertThat(Run.usher("generate", workspace, "--count", "0").code())
        .isEqualTo(ExitCode.BAD_INPUT);
    Files.writeString(workspace.resolve("scenarios/domains.yaml"), "- name: a\n  hitn: b\n");
    Run run = Run.usher("generate", workspace, "--count", "10");
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.error()).contains("domains.yaml:1", "'hint'");
    assertThat(workspace.resolve("dataset")).doesNotExist();
  }
}
