package dev.usher.evaluation.report;

import dev.usher.evaluation.ArgumentScores;
import dev.usher.evaluation.Interval;
import dev.usher.evaluation.Proportion;
import dev.usher.evaluation.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Numbers as reports write them, the same in every language of the machine.
final class Figures {

  /// A share to show: a name, a value and its interval, all from 0 to 1.
  record Share(String name, double value, double low, double high, String note) {

    static Share of(String name, Proportion share) {
      return new Share(
          name, share.rate(), share.low(), share.high(), share.hits() + " of " + share.of());
    }

    static Share of(String name, Interval figure, String note) {
      return new Share(name, figure.value(), figure.low(), figure.high(), note);
    }

    /// The interval as text, `88.1-92.5`.
    String range() {
      return percent(low) + "-" + percent(high);
    }
  }

  private Figures() {}

  /// The main shares of a scorecard, in the order in which reports show them.
  static List<Share> shares(Scorecard scorecard) {
    List<Share> shares = new ArrayList<>();
    shares.add(Share.of("Whole decision exact", scorecard.exact()));
    shares.add(Share.of("Tool right", scorecard.name()));
    Optional<ArgumentScores> arguments = scorecard.arguments();
    if (arguments.isPresent()) {
      ArgumentScores a = arguments.get();
      shares.add(Share.of("Argument precision", a.precision(), a.right() + " of " + a.predicted()));
      shares.add(Share.of("Argument recall", a.recall(), a.right() + " of " + a.expected()));
      shares.add(Share.of("Argument F1", a.f1(), ""));
    }
    shares.add(Share.of("Invalid", scorecard.invalid()));
    shares.add(Share.of("Abstained", scorecard.abstained()));
    return shares;
  }

  /// `0.9` as `90.0`.
  static String percent(double share) {
    return format("%.1f", 100 * share);
  }

  /// Milliseconds: tenths below a hundred, whole ones above.
  static String milliseconds(double time) {
    return format(time < 100 ? "%.1f" : "%.0f", time);
  }

  @SuppressWarnings("AnnotateFormatMethod") // would need a dependency for the annotation alone
  static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
