package dev.usher.dataset.format;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// What is left behind on the way from one form to another, counted.
///
/// @param counts how many rows or tools, by what became of them: `rows lost …`
public record Losses(SequencedMap<String, Integer> counts) {

  /// Nothing is lost.
  public static final Losses NONE = new Losses(Collections.emptySortedMap());

  /// Copies the map, without what was counted as zero.
  public Losses {
    SequencedMap<String, Integer> some = new LinkedHashMap<>(counts);
    some.values().removeIf(count -> count == 0);
    counts = Collections.unmodifiableSequencedMap(some);
  }

  static Losses of(int count, String what) {
    SequencedMap<String, Integer> one = new LinkedHashMap<>();
    one.put(what, count);
    return new Losses(one);
  }

  /// Both.
  ///
  /// @param other what else is lost
  /// @return the sums
  public Losses and(Losses other) {
    SequencedMap<String, Integer> sums = new LinkedHashMap<>(counts);
    other.counts.forEach((what, count) -> sums.merge(what, count, Integer::sum));
    return new Losses(sums);
  }

  /// The losses in words.
  ///
  /// @return a line each: the count, then what
  public List<String> lines() {
    return counts.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
        .toList();
  }
}
