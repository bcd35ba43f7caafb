package dev.usher.evaluation.report;

import static dev.usher.evaluation.report.Figures.format;
import static dev.usher.evaluation.report.Figures.milliseconds;
import static dev.usher.evaluation.report.Figures.percent;

import dev.usher.evaluation.Grade;
import dev.usher.evaluation.Latency;
import dev.usher.evaluation.Scorecard;
import dev.usher.evaluation.report.Figures.Share;
import dev.usher.evaluation.report.Svg.Anchor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The plots of a report.
final class Plots {

  private static final double WIDTH = 720;
  private static final double ROW = 26;
  private static final double LEFT = 190;
  private static final double RIGHT = 150;
  private static final double FOOT = 24;
  private static final int BINS = 40;
  private static final int LARGEST_MATRIX = 24;
  private static final double HEAD = 150;
  private static final int LONGEST_NAME = 26;

  private Plots() {}

  /// Shares as bars with their intervals as whiskers, over a scale of 0 to 100 %.
  static String bars(List<Share> shares, String label) {
    double height = shares.size() * ROW + FOOT;
    Svg svg = new Svg(WIDTH, height, label);
    for (int tick = 0; tick <= 100; tick += 20) {
      double x = x(tick / 100.0);
      svg.line("grid", x, 0, x, height - FOOT);
      svg.text("tick", x, height - 8, Anchor.MIDDLE, tick + " %");
    }
    for (int i = 0; i < shares.size(); i++) {
      bar(svg, shares.get(i), i * ROW + ROW / 2);
    }
    return svg.end();
  }

  private static void bar(Svg svg, Share share, double y) {
    String tip = share.name() + ": " + percent(share.value()) + " % (" + share.range() + ")";
    svg.text("name", LEFT - 10, y + 4, Anchor.END, shortened(share.name()));
    svg.box("bar", LEFT, y - 7, x(share.value()) - LEFT, 14, 1, tip);
    svg.line("whisker", x(share.low()), y, x(share.high()), y);
    svg.line("whisker", x(share.low()), y - 4, x(share.low()), y + 4);
    svg.line("whisker", x(share.high()), y - 4, x(share.high()), y + 4);
    svg.text("value", WIDTH - RIGHT + 12, y + 4, Anchor.START, percent(share.value()));
    svg.text("tick", WIDTH, y + 4, Anchor.END, share.note());
  }

  private static double x(double share) {
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  /// How many predictions took how long, up to a little over the p99, with the percentiles marked.
  static String latency(Scorecard scorecard) {
    Latency latency = scorecard.latency();
    double[] times = scorecard.rows().stream().mapToDouble(Scorecard.Row::milliseconds).toArray();
    double top = Math.max(latency.p99() * 1.1, 1e-3);
    int[] counts = new int[BINS];
    Arrays.stream(times)
        .filter(time -> time < top)
        .forEach(time -> counts[(int) (time / top * BINS)]++);
    int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
    double base = 170;
    double scale = (WIDTH - 20) / top;
    Svg svg = new Svg(WIDTH, base + FOOT, "Milliseconds a sentence");
    for (int i = 0; i < BINS; i++) {
      double tall = (base - 34) * counts[i] / most;
      String tip =
          "%s to %s ms: %s"
              .formatted(
                  milliseconds(i * top / BINS), milliseconds((i + 1) * top / BINS), counts[i]);
      svg.box(
          "bar", 10 + i * (WIDTH - 20) / BINS, base - tall, (WIDTH - 20) / BINS - 1, tall, 1, tip);
    }
    svg.line("axis", 10, base, WIDTH - 10, base);
    svg.text("tick", 10, base + 16, Anchor.START, "0");
    svg.text("tick", WIDTH - 10, base + 16, Anchor.END, milliseconds(top) + " ms");
    mark(svg, "p50", latency.p50(), scale, base, 10);
    mark(svg, "p90", latency.p90(), scale, base, 22);
    mark(svg, "p99", latency.p99(), scale, base, 10);
    return svg.end();
  }

  private static void mark(
      Svg svg, String name, double time, double scale, double base, double top) {
    double x = 10 + time * scale;
    svg.line("mark", x, top + 3, x, base);
    svg.text("value", x, top, Anchor.MIDDLE, name + " " + milliseconds(time));
  }

  /// The share of exact decisions among the most confident sentences, as ever more are let in: a
  /// predictor that knows what it knows starts high on the left.
  static String coverage(Scorecard scorecard) {
    List<Scorecard.Row> rows =
        scorecard.rows().stream()
            .sorted(Comparator.comparingDouble((Scorecard.Row row) -> -row.confidence()))
            .toList();
    double left = 46;
    double base = 170;
    double wide = WIDTH - left - 20;
    Svg svg = new Svg(WIDTH, base + FOOT, "Exact decisions among the most confident sentences");
    for (int tick = 0; tick <= 100; tick += 25) {
      double y = base - (base - 14) * tick / 100;
      svg.line("grid", left, y, left + wide, y);
      svg.text("tick", left - 6, y + 4, Anchor.END, tick + " %");
      svg.text("tick", left + wide * tick / 100, base + 16, Anchor.MIDDLE, tick + " %");
    }
    double[] points = new double[2 * rows.size()];
    int exact = 0;
    for (int i = 0; i < rows.size(); i++) {
      exact += rows.get(i).result() == Grade.Result.EXACT ? 1 : 0;
      points[2 * i] = left + wide * (i + 1) / rows.size();
      points[2 * i + 1] = base - (base - 14) * exact / (i + 1);
    }
    svg.path("curve", points);
    return svg.end();
  }

  /// Whether there are few enough tools to draw which was taken for which.
  static boolean matrixFits(Scorecard scorecard) {
    return columns(scorecard).size() <= LARGEST_MATRIX;
  }

  private static List<String> rows(Scorecard scorecard) {
    return scorecard.rows().stream().map(Scorecard.Row::tool).distinct().sorted().toList();
  }

  /// All tools in order, and last the empty name where some sentences have no decision.
  private static List<String> columns(Scorecard scorecard) {
    return scorecard.rows().stream()
        .flatMap(row -> Stream.of(row.tool(), row.predictedTool()))
        .distinct()
        .sorted(Comparator.comparing(String::isEmpty).thenComparing(name -> name))
        .toList();
  }

  /// Which tool was right (a row) and which came (a column), as a table of shades.
  static String matrix(Scorecard scorecard) {
    List<String> rows = rows(scorecard);
    List<String> columns = columns(scorecard);
    double cell = Math.min(44, (WIDTH - LEFT - HEAD) / columns.size());
    Svg svg = new Svg(WIDTH, HEAD + cell * rows.size() + 8, "Which tool was taken for which other");
    for (int j = 0; j < columns.size(); j++) {
      String name = columns.get(j).isEmpty() ? "no decision" : columns.get(j);
      svg.upwards("name", LEFT + cell * j + cell / 2, HEAD - 8, shortened(name));
    }
    for (int i = 0; i < rows.size(); i++) {
      double y = HEAD + cell * i;
      String right = rows.get(i);
      svg.text("name", LEFT - 10, y + cell / 2 + 4, Anchor.END, shortened(right));
      List<Scorecard.Row> own =
          scorecard.rows().stream().filter(row -> row.tool().equals(right)).toList();
      for (int j = 0; j < columns.size(); j++) {
        cell(svg, own, columns.get(j), LEFT + cell * j, y, cell);
      }
    }
    return svg.end();
  }

  private static void cell(
      Svg svg, List<Scorecard.Row> own, String came, double x, double y, double size) {
    String right = own.getFirst().tool();
    long count = own.stream().filter(row -> row.predictedTool().equals(came)).count();
    String tip =
        format(
            "%s taken for %s: %d of %d",
            right, came.isEmpty() ? "no decision" : came, count, own.size());
    if (count == 0) {
      svg.box("empty", x + 1, y + 1, size - 2, size - 2, 1, tip);
      return;
    }
    boolean good = right.equals(came);
    double shade = 0.25 + 0.75 * count / own.size();
    svg.box(good ? "good" : "bad", x + 1, y + 1, size - 2, size - 2, shade, tip);
    String style = shade > 0.6 ? "count solid" : "count";
    svg.text(style, x + size / 2, y + size / 2 + 4, Anchor.MIDDLE, String.valueOf(count));
  }

  private static String shortened(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
  }
}
