package dev.usher.evaluation.report;

import static dev.usher.evaluation.report.Figures.format;
import static dev.usher.evaluation.report.Figures.milliseconds;
import static dev.usher.evaluation.report.Figures.percent;

import dev.usher.evaluation.Confusion;
import dev.usher.evaluation.Grade;
import dev.usher.evaluation.Lineage;
import dev.usher.evaluation.Scorecard;
import dev.usher.evaluation.report.Figures.Share;
import java.util.List;

/// A scorecard as an [HtmlPage].
public final class HtmlReport {

  private static final int CONFUSIONS = 12;

  private final Scorecard scorecard;
  private final HtmlPage out;

  private HtmlReport(Scorecard scorecard) {
    this.scorecard = scorecard;
    this.out = new HtmlPage("Scorecard of " + scorecard.lineage().model().name());
  }

  /// Writes a scorecard.
  ///
  /// @param scorecard what to report
  /// @return the page
  public static String of(Scorecard scorecard) {
    HtmlReport report = new HtmlReport(scorecard);
    report.head();
    report.figures();
    report.tools();
    report.latency();
    report.confidence();
    report.confusions();
    report.wrong();
    report.lineage();
    return report.out.end();
  }

  private void head() {
    out.subtitle(
        format("%d sentences of %s", scorecard.sentences(), scorecard.lineage().data().name()));
    out.append("<div class=\"cards\">\n");
    share(Share.of("whole decision exact", scorecard.exact()));
    share(Share.of("tool right", scorecard.name()));
    out.card(milliseconds(scorecard.latency().p50()) + " ms", "half the sentences within", "p50");
    out.card(milliseconds(scorecard.latency().p99()) + " ms", "99 of 100 sentences within", "p99");
    out.append("</div>\n");
  }

  private void share(Share share) {
    out.card(percent(share.value()) + " %", share.name(), share.range() + " at 95 %");
  }

  private void figures() {
    out.section(
        "Figures",
        "Whiskers are 95 % intervals: Wilson's for shares of sentences, drawn sentences"
            + " (bootstrap) for arguments.");
    out.append(Plots.bars(Figures.shares(scorecard), "Shares with intervals"));
  }

  private void tools() {
    out.section(
        "Tool by tool", "Whole decisions that are exact, among the sentences of each tool.");
    List<Share> shares =
        scorecard.tools().stream().map(each -> Share.of(each.tool(), each.exact())).toList();
    out.append(Plots.bars(shares, "Exact decisions tool by tool"));
    if (Plots.matrixFits(scorecard)) {
      out.section(
          "Which for which", "A row is the tool that was right, a column the one that came.");
      out.append(Plots.matrix(scorecard));
    }
  }

  private void latency() {
    out.section("Time", "Milliseconds from the sentence to the decision, one sentence at a time.");
    out.append(Plots.latency(scorecard));
  }

  private void confidence() {
    out.section(
        "Confidence",
        "Exact decisions (upwards) among the most confident share of the sentences (to the"
            + " right).");
    out.append(Plots.coverage(scorecard));
  }

  private void confusions() {
    if (scorecard.confusions().isEmpty()) {
      return;
    }
    out.section("Most frequent faults", "Each with the first sentences where it occurs.");
    scorecard.confusions().stream().limit(CONFUSIONS).forEach(this::confusion);
  }

  private void confusion(Confusion confusion) {
    out.append(
        format(
            "<details><summary><b>%d</b> %s</summary>\n",
            confusion.count(), safe(TextReport.words(confusion.fault()))));
    for (Confusion.Sentence each : confusion.sentences()) {
      out.append("<blockquote>")
          .append(safe(each.text()).replace("\n", "<br>"))
          .append("</blockquote>\n");
      out.append("<p class=\"pair\"><i>expected</i> <code>").append(safe(each.expected()));
      out.append("</code><br><i>predicted</i> <code>").append(safe(each.predicted()));
      out.append("</code></p>\n");
    }
    out.append("</details>\n");
  }

  private void wrong() {
    List<Scorecard.Row> rows =
        scorecard.rows().stream().filter(row -> row.result() != Grade.Result.EXACT).toList();
    if (rows.isEmpty()) {
      return;
    }
    out.append(
        format("<details><summary>All %d that are not exact</summary>\n<table>\n", rows.size()));
    out.append("<tr><th>sentence<th>expected<th>predicted<th>confidence</tr>\n");
    for (Scorecard.Row row : rows) {
      out.append("<tr><td>").append(safe(row.text()).replace("\n", "<br>"));
      out.append("<td><code>").append(safe(row.expected()));
      out.append("</code><td><code>").append(safe(row.predicted()));
      out.append("</code><td>").append(format("%.2f", row.confidence())).append("</tr>\n");
    }
    out.append("</table>\n</details>\n");
  }

  private void lineage() {
    Lineage lineage = scorecard.lineage();
    out.section("Made from", "SHA-256 of what was scored, on what, by what.");
    out.append("<table class=\"lineage\">\n");
    fact("model", lineage.model().name() + " " + lineage.model().sha256());
    fact("data", lineage.data().name() + " " + lineage.data().sha256());
    fact("catalogue", lineage.catalogueSha256());
    fact("usher", lineage.version() + lineage.commit().map(each -> " " + each).orElse(""));
    fact(
        "machine", lineage.machine().cpu() + ", " + lineage.machine().processors() + " processors");
    fact("system", lineage.machine().system() + ", Java " + lineage.machine().java());
    fact("date", lineage.date().toString());
    lineage.settings().forEach(this::fact);
    out.append("</table>\n");
  }

  private void fact(String name, String value) {
    out.append("<tr><th>").append(safe(name)).append("<td><code>").append(safe(value));
    out.append("</code></tr>\n");
  }

  private static String safe(String text) {
    return HtmlPage.escape(text);
  }
}
