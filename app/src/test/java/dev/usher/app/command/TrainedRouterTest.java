package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The README's way from rows to routed sentences, on a tiny model of random weights.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainedRouterTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> WORDS =
      List.of("tea", "milk", "bread", "rice", "salt", "soap", "corn", "fish", "beans", "honey");

  @TempDir private static Path folder;

  @BeforeAll
  void trainBothMethods() throws IOException {
    TinyModel.of(1).write(folder.resolve("base.gguf"));
    Files.writeString(folder.resolve("tools.json"), TOOLS);
    Files.writeString(folder.resolve("rows.jsonl"), rows());
    assertDone(
        Run.usher(
            "import",
            "plain",
            folder.resolve("rows.jsonl"),
            "--tools",
            folder.resolve("tools.json"),
            "--out",
            folder.resolve("data")));
    train("full");
    train("lora");
  }

  @Test
  void aSentenceBecomesStrictJson() {
    Run run = Run.usher("route", "--model", folder.resolve("full"), "buy some tea");
    assertDone(run);
    JsonNode decision = JSON.readTree(run.out());
    assertThat(decision.path("status").stringValue()).isEqualTo("running");
    assertThat(decision.at("/tool_use/tool_name").stringValue()).isIn("buy", "sell");
    assertThat(run.error()).contains("confidence");
  }

  @Test
  void explainShowsChoicesWithProbabilities() {
    Path model = folder.resolve("full");
    assertThat(Run.usher("route", "--model", model, "--explain", "buy some tea").out())
        .containsPattern("tool +\\S* *(buy|sell) +[01]\\.\\d+");
    String row = Run.usher("route", "--model", model, "--json", "--explain", "buy tea").out();
    assertThat(JSON.readTree(row).at("/choices/0/probability").isNumber()).isTrue();
  }

  @Test
  void rowsGoInAndComeOutAndABadRowStopsNoOther() {
    String history =
        "[{\"text\":\"sell tea\",\"calls\":[{\"name\":\"%s\",\"arguments\":{\"what\":\"tea\"}}]}]";
    String input =
        "{\"text\":\"buy some tea\"}\n\nnot json\n{\"txt\":1}\n{\"text\":\"sell rice\"}\n"
            + "{\"text\":\"and rice\",\"history\":%s}\n".formatted(history.formatted("sell"))
            + "{\"text\":\"and rice\",\"history\":%s}\n".formatted(history.formatted("fly"));
    Run run = Run.withInput(input, "route", "--model", folder.resolve("lora"), "--in", "-");
    assertThat(run.code()).isEqualTo(1);
    List<JsonNode> rows = run.out().lines().map(JSON::readTree).toList();
    assertThat(rows).hasSize(6);
    assertThat(rows.get(0).at("/calls/0/name").stringValue()).isIn("buy", "sell");
    assertThat(rows.get(0).path("text").stringValue()).isEqualTo("buy some tea");
    assertThat(rows.get(0).path("milliseconds").isNumber()).isTrue();
    assertThat(rows.get(1).path("error").stringValue()).startsWith("standard input:3: ");
    assertThat(rows.get(2).path("error").stringValue()).startsWith("standard input:4: ");
    assertThat(rows.get(3).has("calls")).isTrue();
    assertThat(rows.get(4).has("calls")).isTrue();
    assertThat(rows.get(4).at("/history/0/text").stringValue()).isEqualTo("sell tea");
    assertThat(rows.get(5).path("error").stringValue()).startsWith("history, turn 1: ");
    assertThat(run.error()).contains("3 of 6 rows failed");
  }

  @Test
  void evaluateWritesScorecardAndPage() {
    Path out = folder.resolve("scores/today.json");
    Run run =
        Run.usher(
            "evaluate",
            "--model",
            folder.resolve("full"),
            "--data",
            folder.resolve("data/test.jsonl"),
            "--out",
            out);
    assertDone(run);
    assertThat(JSON.readTree(out.toFile()).at("/lineage/model/sha256").stringValue()).hasSize(64);
    assertThat(folder.resolve("scores/today.html")).content().contains("<html");
  }

  @Test
  void decisionsBelowAThresholdAreAbstained() {
    Path out = folder.resolve("scores/careful.json");
    Run run =
        Run.usher(
            "evaluate",
            "--model",
            folder.resolve("full"),
            "--data",
            folder.resolve("data/test.jsonl"),
            "--abstain-below",
            "1",
            "--out",
            out);
    assertDone(run);
    JsonNode scorecard = JSON.readTree(out.toFile());
    assertThat(scorecard.at("/lineage/settings/abstain-below").stringValue()).isEqualTo("1.0");
    assertThat(scorecard.at("/abstained/hits").intValue()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "full, gguf, q8_0",
    "full, gguf, f16",
    "lora, gguf, f16",
    "lora, gguf-lora,",
    "lora, peft,"
  })
  void exportsAreWritten(String method, String form, String type) {
    Path out = folder.resolve("export-" + method + "-" + form + "-" + type);
    Run run =
        type == null
            ? Run.usher("export", "--model", folder.resolve(method), "--to", form, "--out", out)
            : Run.usher(
                "export",
                "--model",
                folder.resolve(method),
                "--to",
                form,
                "--type",
                type,
                "--out",
                out);
    assertDone(run);
    assertThat(out).exists();
  }

  @Test
  void aFolderThatWasMovedStillServesAndExports() throws IOException {
    Path moved = Files.move(folder.resolve("lora"), folder.resolve("elsewhere"));
    try {
      assertDone(Run.usher("route", "--model", moved, "buy some tea"));
      Path out = folder.resolve("moved.gguf");
      assertDone(Run.usher("export", "--model", moved, "--to", "gguf", "--out", out));
      assertThat(out).exists();
    } finally {
      Files.move(moved, folder.resolve("lora"));
    }
  }

  @Test
  void aModelThatWasTrainedWholeHasNoAdapterToExport() {
    Path out = folder.resolve("none");
    Run run = Run.usher("export", "--model", folder.resolve("full"), "--to", "peft", "--out", out);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).contains("adapter");
    assertThat(out).doesNotExist();
  }

  @Test
  void theSameTrainingAgainFindsItDoneAndAnotherIsRefused() {
    assertThat(train("full").error()).contains("trained already", "parity passed");
    Run other =
        Run.usher(
            "train",
            "--data",
            folder.resolve("data"),
            "--model",
            folder.resolve("full"),
            "--base",
            folder.resolve("base.gguf"),
            "--seed",
            "7");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.error()).contains("other options");
  }

  @Test
  void statusFindsEverythingCurrent() {
    Run run = Run.usher("status", "--model", folder.resolve("lora"));
    assertThat(run.out())
        .containsPattern("data +current")
        .containsPattern("adapter/adapter_model.safetensors +current")
        .containsPattern("parity +current");
  }

  private static Run train(String method) {
    Run run =
        Run.usher(
            "train",
            "--data",
            folder.resolve("data"),
            "--model",
            folder.resolve(method),
            "--base",
            folder.resolve("base.gguf"),
            "--method",
            method,
            "--epochs",
            "30",
            "--learning-rate",
            "0.01");
    assertDone(run);
    return run;
  }

  private static void assertDone(Run run) {
    assertThat(run.code()).as(run.error()).isZero();
  }

  private static String rows() {
    return IntStream.range(0, 80).mapToObj(TrainedRouterTest::row).collect(Collectors.joining());
  }

  private static String row(int i) {
    String word = WORDS.get(i % WORDS.size());
    String name = i % 2 == 0 ? "buy" : "sell";
    String text = "%s %s %s please %s".formatted(name, "no".repeat(i % 7 + 1), word, "x".repeat(i));
    String history = "[{\"text\":\"%s\",\"answer\":\"%s\"}]".formatted("y".repeat(i), "What?");
    return "{\"text\":\"%s\",\"history\":%s,\"name\":\"%s\",\"arguments\":{\"what\":\"%s\"}}\n"
        .formatted(text, i % 4 == 3 ? history : "[]", name, word);
  }

  private static final String TOOLS =
      """
      [{"type": "function", "function": {"name": "buy", "description": "Buy.", "parameters":
          {"type": "object", "properties": {"what": {"type": "string", "maxLength": 12}}}}},
       {"type": "function", "function": {"name": "sell", "description": "Sell.", "parameters":
          {"type": "object", "properties": {"what": {"type": "string", "maxLength": 12}}}}}]
      """;
}
