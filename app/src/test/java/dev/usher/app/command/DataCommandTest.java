package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataCommandTest {

  @TempDir private Path folder;
  private Path workspace;

  @BeforeEach
  void generate() {
    workspace = folder.resolve("work");
    done("init", workspace);
    done("generate", workspace, "--count", "200");
  }

  private static Run done(Object... words) {
    Run run = Run.usher(words);
    assertThat(run.code()).as(Arrays.toString(words) + run.error()).isZero();
    return run;
  }

  @Test
  void countsAreShownAsTablesAndBarsWithoutColour() {
    Run run = done("data", "show", workspace);
    assertThat(run.out())
        .startsWith(workspace.resolve("dataset") + ": ")
        .containsPattern("(?m)^ +train +validation +test +calls$")
        .containsPattern(
            "(?m)^  file_manager\\.path +(optional|required) +present \\d+ +absent \\d+$")
        .containsPattern("words in a sentence: half have at most \\d+")
        .containsPattern("persona: .*at most \\d+\\.\\d points apart")
        .contains("███", "what the sides have in common", "of the judged ones were kept")
        .containsPattern("(?m)^  file_manager\\.path +\\d+ of \\d+, \\d+(\\.\\d)? ?%$")
        .doesNotContain("\033");
  }

  @Test
  void jsonIsTheSameInNumbers() {
    JsonNode json = new JsonMapper().readTree(done("data", "show", workspace, "--json").out());
    int rows =
        json.at("/rows/train").asInt()
            + json.at("/rows/validation").asInt()
            + json.at("/rows/test").asInt();
    assertThat(done("data", "show", workspace).out()).contains(rows + " rows, made by generate");
    assertThat(json.at("/teachers/offline").asInt()).isEqualTo(rows);
  }

  @Test
  void aPageIsWrittenBesideThatNeedsNothingButItself() {
    Path page = folder.resolve("pages/data.html");
    assertThat(done("data", "show", workspace, "--html", page).error()).contains(page.toString());
    assertThat(page)
        .content()
        .contains("<svg", "file_manager.path", "<h2>Persona</h2>", "</html>")
        .doesNotContain("<script", "src=", "@import", "url(");
  }

  @Test
  void theCardGoesToTheFileOrToStandardOutput() throws IOException {
    Path file = folder.resolve("README.md");
    done("data", "card", workspace, "--license", "cc0-1.0", "--out", file);
    assertThat(file).content().startsWith("---\nlicense: cc0-1.0\n");
    assertThat(done("data", "card", workspace, "--license", "cc0-1.0").out())
        .isEqualTo(Files.readString(file));
    Run wrong = Run.usher("data", "card", workspace, "--license", "my own");
    assertThat(wrong.code()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aFolderThatIsNoDataSetAndOneThatWasEditedAreRefused() throws IOException {
    assertThat(Run.usher("data", "show", folder).code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(Run.usher("data").code()).isEqualTo(ExitCode.BAD_INPUT);
    Path train = workspace.resolve("dataset/train.jsonl");
    Files.writeString(train, "\n", StandardOpenOption.APPEND);
    for (String verb : new String[] {"show", "card"}) {
      Run run = Run.usher("data", verb, workspace);
      assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(run.error()).contains("train.jsonl", "changed");
    }
  }

  @Test
  void aDryRunNamesWhatWouldBePublishedAndNeedsNoToken() {
    Run run = done("publish", workspace, "--to", "some/data", "--license", "cc0-1.0", "--dry-run");
    assertThat(run.out().lines())
        .hasSize(6)
        .allMatch(line -> line.matches("[0-9a-f]{64} +[\\d,]+ bytes  \\S+"))
        .anyMatch(line -> line.endsWith("README.md"));
    assertThat(run.error()).contains("nothing was sent");
    Run wrong = Run.usher("publish", workspace, "--to", "data", "--dry-run");
    assertThat(wrong.code()).isEqualTo(ExitCode.BAD_INPUT);
  }
}
