package dev.usher.evaluation.report;

import static dev.usher.evaluation.Calls.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Example;
import dev.usher.evaluation.Calls;
import dev.usher.evaluation.Evaluation;
import dev.usher.evaluation.EvaluationOptions;
import dev.usher.evaluation.Prediction;
import dev.usher.evaluation.Predictor;
import dev.usher.evaluation.Progress;
import dev.usher.evaluation.Scorecard;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {

  private static final String HOSTILE = "play <script>alert(\"x\")</script> & 'more' \u0007";

  private final Scorecard scorecard = run(new Random(7), 0.8);

  /// Two tools, a hundred sentences; a predictor that is right with some probability.
  private static Scorecard run(Random random, double right) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String artist = "artist " + i;
      examples.add(
          Calls.example("play " + artist, call("play", "{\"artist\": \"" + artist + "\"}")));
      examples.add(Calls.example(i == 0 ? HOSTILE : "stop " + i, call("stop", "{}")));
    }
    var expected = examples.iterator();
    Predictor predictor =
        _ -> {
          Example example = expected.next();
          double time = 50 + 100 * random.nextDouble();
          return random.nextDouble() < right && !example.text().equals(HOSTILE)
              ? Prediction.decided(example.decision(), 0.9, time)
              : Prediction.decided(call("play", "{\"track\": \"x\"}"), random.nextDouble(), time);
        };
    return Evaluation.run(
        predictor,
        examples,
        Calls.CATALOG,
        Calls.lineage(),
        new EvaluationOptions(0, 42),
        Progress.SILENT);
  }

  @Test
  void theTextReportShowsFiguresWithIntervalsAndTheirParents() {
    String report = TextReport.of(scorecard);

    assertThat(report)
        .contains(
            "Whole decision exact",
            scorecard.exact().hits() + " of 100",
            "Argument F1",
            "p50",
            "stop: another tool, play",
            "predicted play(track=\"x\")",
            "model     aaaaaaaaaaaa  models/<assistant>",
            "usher 0.1.0 (0123456789ab), Some CPU, 2 processors, 2026-01-02T03:04:05Z",
            "format: compact");
    assertThat(report.lines()).noneMatch(line -> line.endsWith(" "));
  }

  @Test
  void numbersDoNotDependOnTheLanguageOfTheMachine() {
    Locale before = Locale.getDefault();
    String text = TextReport.of(scorecard);
    String page = HtmlReport.of(scorecard);
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(TextReport.of(scorecard)).isEqualTo(text);
      assertThat(HtmlReport.of(scorecard)).isEqualTo(page);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void twoScorecardsStandSideBySide() {
    String report = TextReport.compare("untrained", run(new Random(1), 0.1), "trained", scorecard);

    assertThat(report).contains("untrained", "trained", "McNemar p = less than .001");
    assertThat(report.lines().filter(line -> line.startsWith("Whole decision exact"))).hasSize(1);
  }

  @Test
  void thePageNeedsNothingFromAnywhereElse() {
    String page = HtmlReport.of(scorecard);

    assertThat(page).doesNotContain("<script", "http:", "https:", "url(", "@import", "src=");
    assertThat(page).contains("prefers-color-scheme: dark");
  }

  @Test
  void whatPeopleSaidIsShownAndNeverObeyed() {
    String page = HtmlReport.of(scorecard);

    assertThat(page)
        .contains("play &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;more&#39;");
    assertThat(page).contains("models/&lt;assistant&gt;");
    assertThat(page.chars()).noneMatch(c -> c < ' ' && c != '\n');
  }

  @Test
  void everyPlotIsWellFormed() throws Exception {
    var plots = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(HtmlReport.of(scorecard));
    int count = 0;
    while (plots.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(plots.group())));
      assertThat(plots.group()).doesNotContain("NaN", "Infinity");
      count++;
    }
    assertThat(count).isEqualTo(5);
  }

  @Test
  void aFaultlessScorecardHasAPageToo() {
    Scorecard single =
        Evaluation.run(
            _ -> Prediction.decided(call("stop", "{}"), 1, 0),
            List.of(Calls.example("stop", call("stop", "{}"))),
            Calls.CATALOG,
            Calls.lineage(),
            EvaluationOptions.DEFAULT,
            Progress.SILENT);

    assertThat(HtmlReport.of(single)).doesNotContain("Most frequent faults", "NaN");
    assertThat(TextReport.of(single)).doesNotContain("Most frequent faults", "NaN");
  }
}
