package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// From tools to a scored router and its file, on a tiny model of random weights.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkspaceRunTest {

  private static final List<String> STEPS = List.of("[1/4]", "[2/4]", "[3/4]", "[4/4]");

  @TempDir private static Path folder;
  private Run first;

  @BeforeAll
  void runOnce() throws IOException {
    TinyModel.of(1).write(folder.resolve("base.gguf"));
    Files.writeString(folder.resolve("tools.json"), TOOLS);
    assertDone(Run.usher("init", workspace(), "--tools", folder.resolve("tools.json")));
    first = run();
    assertDone(first);
  }

  @Test
  @Order(1)
  void allFourStepsLeaveTheirFiles() {
    assertThat(first.error()).contains(STEPS);
    assertThat(first.out()).contains("model: " + gguf());
    assertThat(gguf()).exists();
    assertThat(model().resolve("scorecard.json")).exists();
    assertThat(model().resolve("scorecard.html")).exists();
    assertThat(Run.usher("status", "--model", model()).out())
        .containsPattern("data +current")
        .containsPattern("parity +current")
        .containsPattern("scorecard +current .*test.jsonl");
    assertDone(Run.usher("route", "--model", model(), "buy some tea"));
  }

  @Test
  @Order(2)
  void aSecondRunDoesNothingAgainAndSaysTheSame() throws IOException {
    List<FileTime> before = times();
    Run second = run();
    assertDone(second);
    assertThat(second.error())
        .contains("dataset is made already", "trained already")
        .contains("scorecard.json is made already", "gguf is written already");
    assertThat(times()).isEqualTo(before);
    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  @Order(3)
  void onlyWhatIsMissingIsMadeAgain() throws IOException {
    List<FileTime> before = times();
    Files.delete(gguf());
    Files.delete(model().resolve("scorecard.json"));
    Files.delete(workspace().resolve("dataset/manifest.json")); // as after a kill while writing
    Run third = run();
    assertDone(third);
    assertThat(third.error())
        .contains("rows written", "trained already")
        .doesNotContain("scorecard.json is made already", "gguf is written already");
    assertThat(gguf()).exists();
    assertThat(times().getFirst()).isEqualTo(before.getFirst());
  }

  @Test
  @Order(4)
  void editedToolsAreNotMixedWithRowsOfTheOldOnes() throws IOException {
    Path tools = workspace().resolve("tools.json");
    String text = Files.readString(tools);
    Files.writeString(tools, text.replace("Buy.", "Buy it."));
    Run run = run();
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.error()).contains("changed since", "another seed");
    Files.writeString(tools, text);
  }

  private static Run run() {
    return Run.usher(
        "run",
        workspace(),
        "--count",
        "120",
        "--epochs",
        "30",
        "--learning-rate",
        "0.01",
        "--base",
        folder.resolve("base.gguf"));
  }

  private static Path workspace() {
    return folder.resolve("work");
  }

  private static Path model() {
    return workspace().resolve("models/120-42");
  }

  private static Path gguf() {
    return model().resolve("export/work-q8_0.gguf");
  }

  private static List<FileTime> times() throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (Path file :
        List.of(
            model().resolve("model.gguf"),
            model().resolve("scorecard.json"),
            gguf(),
            workspace().resolve("dataset/manifest.json"))) {
      times.add(Files.getLastModifiedTime(file));
    }
    return times;
  }

  private static void assertDone(Run run) {
    assertThat(run.code()).as(run.error()).isZero();
  }

  private static final String TOOLS =
      """
      [{"type": "function", "function": {"name": "buy", "description": "Buy.", "parameters":
          {"type": "object", "properties": {"what": {"type": "string", "maxLength": 12}}}}},
       {"type": "function", "function": {"name": "sell", "description": "Sell.", "parameters":
          {"type": "object", "properties": {"what": {"type": "string", "maxLength": 12}}}}}]
      """;
}
