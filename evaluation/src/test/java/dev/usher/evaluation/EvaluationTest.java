package dev.usher.evaluation;

import static dev.usher.evaluation.Calls.answer;
import static dev.usher.evaluation.Calls.call;
import static dev.usher.evaluation.Calls.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.Example;
import dev.usher.tools.UsherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

  private static final List<Example> EXAMPLES =
      List.of(
          example("play Abba", call("play", "{\"artist\": \"Abba\"}")),
          example("play Waterloo", call("play", "{\"track\": \"Waterloo\"}")),
          example("play Fernando", call("play", "{\"track\": \"Fernando\"}")),
          example("stop", call("stop", "{}")),
          example("hush", call("stop", "{}")),
          example("hello", answer("Hello!")));

  private static final Map<String, Prediction> ANSWERS =
      Map.of(
          "play Abba", Prediction.decided(call("play", "{\"artist\": \"Abba\"}"), 0.99, 10),
          "play Waterloo", Prediction.decided(call("play", "{\"artist\": \"Waterloo\"}"), 0.6, 20),
          "play Fernando", Prediction.decided(call("play", "{\"artist\": \"Fernando\"}"), 0.5, 30),
          "stop", Prediction.decided(call("stop", "{}"), 0.95, 40),
          "hush", Prediction.abstained(call("stop", "{}"), 0.3, 50),
          "hello", Prediction.invalid("zzz", "no JSON", 60));

  @TempDir Path folder;

  @Test
  void everySentenceIsCountedOnce() {
    Scorecard scorecard = run();

    assertThat(scorecard.sentences()).isEqualTo(6);
    assertThat(scorecard.exact().hits()).isEqualTo(2);
    assertThat(scorecard.name().hits()).isEqualTo(4);
    assertThat(scorecard.invalid().hits()).isEqualTo(1);
    assertThat(scorecard.abstained().hits()).isEqualTo(1);
    assertThat(scorecard.latency()).isEqualTo(new Latency(30, 60, 60, 35, 60));
    ArgumentScores arguments = scorecard.arguments().orElseThrow();
    assertThat(List.of(arguments.right(), arguments.predicted(), arguments.expected()))
        .containsExactly(1, 3, 3);
  }

  @Test
  void toolsAreScoredOnTheirOwn() {
    assertThat(run().tools())
        .extracting(tool ->
            "%s %d of %d, predicted %d"
                .formatted(tool.tool(), tool.exact().hits(), tool.exact().of(), tool.predicted()))
        .containsExactly(
            "(answer) 0 of 1, predicted 0", "play 1 of 3, predicted 3", "stop 1 of 2, predicted 1");
    assertThat(run().tools().getLast().arguments()).isEmpty();
  }

  @Test
  void theWorstConfusionComesFirstWithItsSentences() {
    Confusion worst = run().confusions().getFirst();

    assertThat(worst.fault()).isEqualTo(new Fault(Fault.Kind.KEY, "play.track", "play.artist"));
    assertThat(worst.count()).isEqualTo(2);
    assertThat(worst.sentences().getFirst())
        .isEqualTo(
            new Confusion.Sentence(
                "play Waterloo", "play(track=\"Waterloo\")", "play(artist=\"Waterloo\")"));
  }

  @Test
  void rowsSayWhatCame() {
    assertThat(run().rows())
        .extracting(row -> row.result() + " " + row.predictedTool() + " " + row.predicted())
        .contains(
            "EXACT stop stop()", "ABSTAINED  abstained: stop()", "INVALID  invalid (no JSON): zzz");
  }

  @Test
  void theWarmUpIsNeitherScoredNorReported() {
    List<String> asked = new ArrayList<>();
    List<String> told = new ArrayList<>();
    Predictor predictor =
        request -> {
          asked.add(request.text());
          return ANSWERS.get(request.text());
        };

    Scorecard scorecard =
        Evaluation.run(
            predictor,
            EXAMPLES,
            Calls.CATALOG,
            Calls.lineage(),
            new EvaluationOptions(8, 42),
            (done, of, exact) -> told.add(done + "/" + of + " " + exact));

    assertThat(asked).hasSize(14);
    assertThat(scorecard.sentences()).isEqualTo(6);
    assertThat(told).containsExactly("1/6 1", "2/6 1", "3/6 1", "4/6 2", "5/6 2", "6/6 2");
  }

  @Test
  void aScorecardIsReadBackAsItWasWritten() throws Exception {
    Scorecard scorecard = run();
    Path file = folder.resolve("scorecards/one.json");

    scorecard.write(file);

    assertThat(Scorecard.read(file)).isEqualTo(scorecard);
    assertThat(file).content().contains("\"sha256\" : \"" + "aa".repeat(32) + "\"");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void anythingElseIsNoScorecard() throws Exception {
    Path file = Files.writeString(folder.resolve("one.json"), "{\"format\": 1}");

    assertThatThrownBy(() -> Scorecard.read(file))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("one.json")
        .hasMessageContaining("is not a scorecard");
    assertThatThrownBy(() -> Scorecard.read(folder.resolve("none.json")))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("none.json");
  }

  @Test
  void anInterruptStopsTheRun() {
    Predictor predictor =
        request -> {
          if (request.text().equals("stop")) {
            Thread.currentThread().interrupt();
          }
          return ANSWERS.get(request.text());
        };

    try {
      assertThatThrownBy(() -> run(predictor))
          .isInstanceOf(UsherException.class)
          .hasMessageContaining("stopped after 4 of 6 sentences");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void nothingToScoreIsAnError() {
    assertThatThrownBy(() ->
            Evaluation.run(
                request -> ANSWERS.get(request.text()),
                List.of(),
                Calls.CATALOG,
                Calls.lineage(),
                EvaluationOptions.DEFAULT,
                Progress.SILENT))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("has no examples");
  }

  @Test
  void scorecardsAreComparedSentenceBySentence() {
    Scorecard always = run(_ -> Prediction.decided(call("stop", "{}"), 1, 1));

    Comparison comparison = Comparison.of(always, run());

    assertThat(comparison).isEqualTo(new Comparison(1, 1, 1, 3, 1));
  }

  @Test
  void scorecardsOverOtherSentencesAreNotCompared() {
    Scorecard fewer =
        Evaluation.run(
            request -> ANSWERS.get(request.text()),
            EXAMPLES.subList(0, 2),
            Calls.CATALOG,
            Calls.lineage(),
            EvaluationOptions.DEFAULT,
            Progress.SILENT);

    assertThatThrownBy(() -> Comparison.of(run(), fewer))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("other sentences");
  }

  @Test
  void aPredictionOutOfRangeIsAMistakeOfTheProgram() {
    assertThatThrownBy(() -> Prediction.decided(call("stop", "{}"), Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Prediction.decided(call("stop", "{}"), 1, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anArtefactIsAFileByItsHash() throws Exception {
    Path file = Files.writeString(folder.resolve("abc"), "abc");

    assertThat(Lineage.Artefact.of(file).sha256()).startsWith("ba7816bf8f01cfea");
    assertThatThrownBy(() -> Lineage.Artefact.of(folder.resolve("none")))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("none");
  }

  @Test
  void thisMachineHasAName() {
    Machine machine = Machine.current();

    assertThat(machine.cpu()).isNotBlank();
    assertThat(machine.processors()).isPositive();
    assertThat(Machine.cpu(folder.resolve("none"))).isEqualTo(System.getProperty("os.arch"));
  }

  static Scorecard run() {
    return run(request -> ANSWERS.get(request.text()));
  }

  private static Scorecard run(Predictor predictor) {
    return Evaluation.run(
        predictor,
        EXAMPLES,
        Calls.CATALOG,
        Calls.lineage(),
        new EvaluationOptions(0, 42),
        Progress.SILENT);
  }
}
