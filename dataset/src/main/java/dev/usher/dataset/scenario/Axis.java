package dev.usher.dataset.scenario;

import dev.usher.tools.UsherException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/// One thing that is drawn for each row, with all its values and how often each is wanted.
///
/// Weights are percent of the rows. Entries without one share equally what the others leave; where
/// all have one they sum to 100.
///
/// @param <T> what its values are
public final class Axis<T extends Weighted> {
  private static final double ROUNDING = 1e-6; // percent

  private final List<T> entries;
  private final double[] shares; // of each entry, in (0, 1]
  private final double[] upper; // where each entry's part of [0, 1) ends

  private Axis(List<T> entries, double[] shares) {
    this.entries = entries;
    this.shares = shares;
    this.upper = shares.clone();
    Arrays.parallelPrefix(upper, Double::sum);
  }

  /// An axis of entries.
  ///
  /// @param <T> what its values are
  /// @param source named in errors
  /// @param entries at least one
  /// @return the axis
  /// @throws UsherException if two have one name, or the weights do not come to 100 percent
  public static <T extends Weighted> Axis<T> of(String source, List<T> entries) {
    if (entries.isEmpty()) {
      throw new UsherException(source, "has no entries; list at least one");
    }
    Set<String> names = new HashSet<>();
    for (T entry : entries) {
      if (!names.add(entry.name())) {
        throw new UsherException(
            place(entry, source), "'" + entry.name() + "' stands twice; rename one");
      }
    }
    return new Axis<>(List.copyOf(entries), shares(source, entries));
  }

  private static double[] shares(String source, List<? extends Weighted> entries) {
    double said = entries.stream().mapToDouble(entry -> entry.weight().orElse(0)).sum();
    long open = entries.stream().filter(entry -> entry.weight().isEmpty()).count();
    double left = 100 - said;
    boolean fits = open == 0 ? Math.abs(left) < ROUNDING : left > ROUNDING;
    if (!fits) {
      throw new UsherException(
          place(tipping(entries), source),
          "weights come to %s percent; expected %s"
              .formatted(
                  said, open == 0 ? "100" : "less than 100, for " + open + " entries have none"));
    }
    return entries.stream()
        .mapToDouble(entry -> entry.weight().orElse(left / Math.max(1, open)) / 100)
        .toArray();
  }

  private static String place(Weighted entry, String source) {
    return entry.place().isEmpty() ? source : entry.place();
  }

  /// The entry with which the weights come to more than 100, or else the last that has one.
  private static Weighted tipping(List<? extends Weighted> entries) {
    Weighted last = entries.getLast();
    double said = 0;
    for (Weighted entry : entries) {
      if (entry.weight().isPresent()) {
        last = entry;
        said += entry.weight().getAsDouble();
      }
      if (said > 100 + ROUNDING) {
        return entry;
      }
    }
    return last;
  }

  /// All values.
  ///
  /// @return in the order of their file
  public List<T> entries() {
    return entries;
  }

  /// How often each value is wanted.
  ///
  /// @return share of the rows, in (0, 1], by the value's name, in the order of their file
  public SequencedMap<String, Double> weights() {
    SequencedMap<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < shares.length; i++) {
      weights.put(entries.get(i).name(), shares[i]);
    }
    return weights;
  }

  /// Some of the values, whose shares keep their proportion.
  ///
  /// @param source named in errors
  /// @param names of at least one
  /// @return an axis of those, in the order of their file
  /// @throws UsherException if there is no value of a name
  public Axis<T> only(String source, List<String> names) {
    Map<String, Double> weights = weights();
    for (String name : names) {
      if (!weights.containsKey(name)) {
        throw new UsherException(
            source, "there is no \"%s\"; expected some of %s".formatted(name, weights.keySet()));
      }
    }
    List<T> some = entries.stream().filter(entry -> names.contains(entry.name())).toList();
    double[] kept =
        some.stream().mapToDouble(entry -> weights.getOrDefault(entry.name(), 0.0)).toArray();
    double all = Arrays.stream(kept).sum();
    return new Axis<>(some, Arrays.stream(kept).map(share -> share / all).toArray());
  }

  /// The same shares of other values.
  ///
  /// @param <S> what they are
  /// @param type makes one of each value
  /// @return the axis
  public <S extends Weighted> Axis<S> map(Function<T, S> type) {
    return new Axis<>(entries.stream().map(type).toList(), shares);
  }

  /// The value whose part of the unit interval holds a number.
  ///
  /// @param position in [0, 1)
  /// @return the entry
  public T at(double position) {
    int found = Arrays.binarySearch(upper, position);
    int index = found >= 0 ? found + 1 : -found - 1;
    return entries.get(Math.min(index, entries.size() - 1));
  }
}
