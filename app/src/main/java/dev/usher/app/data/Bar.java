package dev.usher.app.data;

import dev.usher.dataset.profile.AxisUse;
import dev.usher.dataset.profile.Lengths;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A number of rows to be drawn as a bar.
///
/// @param name what they are
/// @param rows how many
/// @param note what else is known
record Bar(String name, int rows, String note) {

  static List<Bar> of(Lengths words) {
    return words.bins().stream().map(bin -> new Bar(range(bin), bin.rows(), "")).toList();
  }

  private static String range(Lengths.Bin bin) {
    return bin.from() == bin.to() ? String.valueOf(bin.from()) : bin.from() + "-" + bin.to();
  }

  static List<Bar> of(AxisUse axis) {
    return axis.values().stream()
        .map(value -> new Bar(value.name(), value.part().rows(), note(value)))
        .toList();
  }

  private static String note(AxisUse.Value value) {
    String share = percent(value.part().share());
    return value.wanted().isPresent()
        ? "%s of %s".formatted(share, percent(value.wanted().getAsDouble()))
        : share;
  }

  static List<Bar> of(Map<String, Integer> rules) {
    return rules.entrySet().stream()
        .map(rule -> new Bar(rule.getKey(), rule.getValue(), ""))
        .toList();
  }

  static int most(List<Bar> bars) {
    return Math.max(1, bars.stream().mapToInt(Bar::rows).max().orElse(1));
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
