package dev.usher.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The three sides of a data set.
///
/// @param train to learn from
/// @param validation to choose by
/// @param test to report on; never looked at before
public record Splits(List<Example> train, List<Example> validation, List<Example> test) {

  /// Copies the lists.
  public Splits {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /// Draws examples so that each tool keeps its share (largest remainders), in the order in which
  /// they stood.
  ///
  /// @param examples what to draw from
  /// @param count how many to draw; all are taken where there are no more
  /// @param seed decides which
  /// @return `count` examples, or all
  public static List<Example> sample(List<Example> examples, int count, long seed) {
    if (count >= examples.size()) {
      return List.copyOf(examples);
    }
    Map<String, List<Integer>> strata = new TreeMap<>();
    for (int i = 0; i < examples.size(); i++) {
      strata.computeIfAbsent(examples.get(i).stratum(), _ -> new ArrayList<>()).add(i);
    }
    Random random = new Random(seed);
    Map<String, Integer> shares = shares(strata, count, examples.size());
    Set<Integer> drawn = new HashSet<>();
    strata.forEach((name, rows) -> {
      Collections.shuffle(rows, random);
      drawn.addAll(rows.subList(0, shares.getOrDefault(name, 0)));
    });
    return drawn.stream().sorted().map(examples::get).toList();
  }

  private static Map<String, Integer> shares(
      Map<String, List<Integer>> strata, int count, int total) {
    Map<String, Integer> shares = new TreeMap<>();
    strata.forEach((name, rows) -> shares.put(name, (int) ((long) rows.size() * count / total)));
    int left = count - shares.values().stream().mapToInt(Integer::intValue).sum();
    strata.keySet().stream()
        .sorted(Comparator.comparingLong((String name) -> -remainder(strata, name, count, total)))
        .limit(left)
        .forEach(name -> shares.merge(name, 1, Integer::sum));
    return shares;
  }

  private static long remainder(
      Map<String, List<Integer>> strata, String name, int count, int total) {
    return (long) strata.getOrDefault(name, List.of()).size() * count % total;
  }

  /// Looks for training sentences that also stand, by normalised text, on a held-out side.
  ///
  /// @param found is told each such training example
  void leaks(Consumer<Example> found) {
    Set<String> held = new HashSet<>();
    for (List<Example> side : List.of(validation, test)) {
      held.addAll(keys(side));
    }
    train.stream()
        .filter(each -> held.contains(SentenceKeys.normalised(each.request())))
        .forEach(found);
  }

  private static Collection<String> keys(List<Example> side) {
    return side.stream().map(each -> SentenceKeys.normalised(each.request())).toList();
  }
}
