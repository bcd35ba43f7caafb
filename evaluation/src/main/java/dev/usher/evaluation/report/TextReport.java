package dev.usher.evaluation.report;

import static dev.usher.evaluation.report.Figures.format;
import static dev.usher.evaluation.report.Figures.milliseconds;
import static dev.usher.evaluation.report.Figures.percent;

import dev.usher.evaluation.Comparison;
import dev.usher.evaluation.Confusion;
import dev.usher.evaluation.Fault;
import dev.usher.evaluation.Latency;
import dev.usher.evaluation.Lineage;
import dev.usher.evaluation.Scorecard;
import dev.usher.evaluation.ToolScore;

/// A scorecard as plain text, to read in a terminal.
public final class TextReport {

  private static final int CONFUSIONS = 8;
  private static final int HASH = 12;

  private final StringBuilder out = new StringBuilder();

  private TextReport() {}

  /// Writes a scorecard.
  ///
  /// @param scorecard what to report
  /// @return lines of text, each with its end
  public static String of(Scorecard scorecard) {
    TextReport report = new TextReport();
    report.head(scorecard);
    report.figures(scorecard);
    report.latency(scorecard.latency());
    report.tools(scorecard);
    report.confusions(scorecard);
    report.lineage(scorecard.lineage());
    return report.out.toString();
  }

  /// Writes two scorecards over the same sentences side by side.
  ///
  /// @param firstName what to call the first, such as `untrained`
  /// @param first the one to beat
  /// @param secondName what to call the second, such as `trained`
  /// @param second the other one
  /// @return lines of text, each with its end
  /// @throws dev.usher.tools.UsherException if they are not over the same sentences
  public static String compare(
      String firstName, Scorecard first, String secondName, Scorecard second) {
    Comparison comparison = Comparison.of(first, second);
    TextReport report = new TextReport();
    report.line("%-24s %18s %18s", first.sentences() + " sentences", firstName, secondName);
    var before = Figures.shares(first);
    for (Figures.Share after : Figures.shares(second)) {
      String old =
          before.stream()
              .filter(each -> each.name().equals(after.name()))
              .map(TextReport::cell)
              .findFirst()
              .orElse("-");
      report.line("%-24s %18s %18s", after.name(), old, cell(after));
    }
    report.line(
        "%-24s %18s %18s",
        "Milliseconds p50 / p99",
        milliseconds(first.latency().p50()) + " / " + milliseconds(first.latency().p99()),
        milliseconds(second.latency().p50()) + " / " + milliseconds(second.latency().p99()));
    report.line(
        "%s mends %d sentences and breaks %d (McNemar p = %s)",
        secondName, comparison.mended(), comparison.broken(), probability(comparison.p()));
    return report.out.toString();
  }

  private static String cell(Figures.Share share) {
    return percent(share.value()) + " (" + share.range() + ")";
  }

  private static String probability(double p) {
    return p < 0.001 ? "less than .001" : format("%.3f", p);
  }

  private void head(Scorecard scorecard) {
    line(
        "%s: %d sentences of %s",
        scorecard.lineage().model().name(),
        scorecard.sentences(),
        scorecard.lineage().data().name());
    line("");
  }

  private void figures(Scorecard scorecard) {
    line("%-24s %7s %14s", "", "%", "95 % interval");
    for (Figures.Share share : Figures.shares(scorecard)) {
      line(
          "%-24s %7s %14s   %s", share.name(), percent(share.value()), share.range(), share.note());
    }
    line("");
  }

  private void latency(Latency latency) {
    line(
        "Milliseconds: p50 %s, p90 %s, p99 %s, mean %s, slowest %s",
        milliseconds(latency.p50()),
        milliseconds(latency.p90()),
        milliseconds(latency.p99()),
        milliseconds(latency.mean()),
        milliseconds(latency.max()));
    line("");
  }

  private void tools(Scorecard scorecard) {
    int width = scorecard.tools().stream().mapToInt(each -> each.tool().length()).max().orElse(0);
    String form = "%-" + Math.max(4, width) + "s %9s %7s %14s %10s %11s";
    line(form, "tool", "sentences", "exact", "95 % interval", "tool right", "argument F1");
    for (ToolScore tool : scorecard.tools()) {
      line(
          form,
          tool.tool(),
          tool.exact().of(),
          percent(tool.exact().rate()),
          Figures.Share.of("", tool.exact()).range(),
          percent(tool.name().rate()),
          tool.arguments().map(each -> percent(each.f1().value())).orElse("-"));
    }
    line("");
  }

  private void confusions(Scorecard scorecard) {
    if (scorecard.confusions().isEmpty()) {
      return;
    }
    line("Most frequent faults");
    scorecard.confusions().stream().limit(CONFUSIONS).forEach(this::confusion);
    line("");
  }

  private void confusion(Confusion confusion) {
    line("%4d  %s", confusion.count(), words(confusion.fault()));
    Confusion.Sentence example = confusion.sentences().getFirst();
    line("      \"%s\"", example.text().replace("\n", " / "));
    line("        expected  %s", example.expected());
    line("        predicted %s", example.predicted());
  }

  /// A fault in words: `play.track: right value, wrong argument play.album`.
  static String words(Fault fault) {
    return switch (fault.kind()) {
      case TOOL, CALLS, KEY ->
          fault.expected() + ": " + fault.kind().words() + ", " + fault.predicted();
      case EXTRA -> fault.predicted() + ": " + fault.kind().words();
      case VALUE, MISSING, INVALID, ABSTAINED -> fault.expected() + ": " + fault.kind().words();
    };
  }

  private void lineage(Lineage lineage) {
    line("model     %s  %s", hash(lineage.model().sha256()), lineage.model().name());
    line("data      %s  %s", hash(lineage.data().sha256()), lineage.data().name());
    line("catalogue %s", hash(lineage.catalogueSha256()));
    line(
        "usher %s%s, %s, %d processors, %s",
        lineage.version(),
        lineage.commit().map(each -> " (" + hash(each) + ")").orElse(""),
        lineage.machine().cpu(),
        lineage.machine().processors(),
        lineage.date());
    lineage.settings().forEach((name, value) -> line("%s: %s", name, value));
  }

  private static String hash(String digits) {
    return digits.substring(0, Math.min(HASH, digits.length()));
  }

  private void line(String form, Object... values) {
    out.append(format(form, values).stripTrailing()).append('\n');
  }
}
