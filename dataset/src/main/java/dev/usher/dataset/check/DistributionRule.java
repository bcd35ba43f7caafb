package dev.usher.dataset.check;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.usher.dataset.scenario.Axis;
import dev.usher.dataset.scenario.Entry;
import dev.usher.dataset.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rows that are left have the weights that the scenario files ask for: to a point from 2,000
/// rows on, in smaller sets to as much more as samples of their size differ more. Rules that drop
/// the rows of one style more often than those of another would bend them unseen.
public final class DistributionRule {
  static final String NAME = "distribution";
  private static final double POINT = 0.01;
  private static final double ROWS_FOR_A_POINT = 2_000;

  /// Rows that more or less make no difference in a small set.
  private static final double ROWS = 2;

  private DistributionRule() {}

  /// Compares what is left with what was wanted.
  ///
  /// @param scenarios with the weights
  /// @param rows for each row its value on each axis, by the axis' name
  /// @return the values that are too frequent or too rare
  public static List<Gap> gaps(Scenarios scenarios, List<? extends Map<String, String>> rows) {
    List<Gap> gaps = new ArrayList<>();
    scenarios.axes().forEach((name, axis) -> gaps.addAll(gaps(name, axis, rows)));
    return gaps;
  }

  private static List<Gap> gaps(
      String name, Axis<? extends Entry> axis, List<? extends Map<String, String>> rows) {
    Map<String, Long> counts =
        rows.stream().collect(groupingBy(row -> row.getOrDefault(name, ""), counting()));
    double tolerance = tolerance(rows.size());
    List<Gap> gaps = new ArrayList<>();
    axis.weights()
        .forEach((value, wanted) -> {
          double found = counts.getOrDefault(value, 0L) / Math.max(1.0, rows.size());
          if (Math.abs(found - wanted) > tolerance) {
            gaps.add(new Gap(NAME, reason(name, value, found, wanted)));
          }
        });
    return gaps;
  }

  /// The sampling error of a share falls with the root of the number of rows.
  private static double tolerance(int rows) {
    return Math.max(POINT * Math.sqrt(Math.max(1, ROWS_FOR_A_POINT / rows)), ROWS / rows);
  }

  private static String reason(String axis, String value, double found, double wanted) {
    return "%s '%s' has %.1f %% of the rows, expected %.1f; write more rows, or change the weight"
        .formatted(axis, value, 100 * found, 100 * wanted);
  }
}
