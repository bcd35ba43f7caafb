package dev.usher.dataset.check;

import dev.usher.dataset.scenario.Axis;
import dev.usher.dataset.scenario.Entry;
import dev.usher.dataset.scenario.Scenarios;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The rows that are left have the weights that the scenario files ask for, to a point. Rules that
/// drop the rows of one style more often than those of another would bend them unseen.
public final class DistributionRule {
  static final String NAME = "distribution";
  private static final double TOLERANCE = 0.01;

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
    List<Gap> gaps = new ArrayList<>();
    shares(name, axis, rows)
        .forEach((value, share) -> {
          if (Math.abs(share.found() - share.wanted()) > Math.max(TOLERANCE, ROWS / rows.size())) {
            gaps.add(new Gap(NAME, share.words(name, value)));
          }
        });
    return gaps;
  }

  /// How often a value is wanted, and found.
  ///
  /// @param wanted share of the rows, in (0, 1]
  /// @param found share of the rows, in [0, 1]
  private record Share(double wanted, double found) {
    String words(String axis, String value) {
      return "%s '%s' has %.1f %% of the rows, expected %.1f; write more rows, or change the weight"
          .formatted(axis, value, 100 * found, 100 * wanted);
    }
  }

  private static SequencedMap<String, Share> shares(
      String name, Axis<? extends Entry> axis, List<? extends Map<String, String>> rows) {
    SequencedMap<String, Share> shares = new LinkedHashMap<>();
    for (int i = 0; i < axis.entries().size(); i++) {
      String value = axis.entries().get(i).name();
      long found = rows.stream().filter(row -> value.equals(row.get(name))).count();
      shares.put(value, new Share(axis.share(i), (double) found / Math.max(1, rows.size())));
    }
    return shares;
  }
}
