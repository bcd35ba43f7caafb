package dev.usher.dataset.source;

import dev.usher.dataset.Example;
import dev.usher.dataset.SentenceKeys;
import dev.usher.tools.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds sentences out so that nothing like them is learned from.
///
/// Examples that share their normalised text or their masked template form a group, and so does
/// whatever hangs together through others. A group goes to one side whole. Groups are shuffled by
/// the seed and dealt tool by tool: to the test side while they fit its share of that tool's
/// examples, then to validation, then to training. A tool of at least three groups gives each
/// wanted side one group at least, if need be the smallest that is left.
public final class Splitter {

  /// The sides of a split.
  public enum Side {
    /// To learn from.
    TRAIN,
    /// To choose by.
    VALIDATION,
    /// To report on.
    TEST
  }

  private static final int ENOUGH = 3;

  private final double validationShare;
  private final double testShare;
  private final long seed;

  /// A splitter.
  ///
  /// @param validationShare of each tool's examples, in [0, 1)
  /// @param testShare the same for the test side
  /// @param seed decides which groups are held out
  public Splitter(double validationShare, double testShare, long seed) {
    this.validationShare = validationShare;
    this.testShare = testShare;
    this.seed = seed;
  }

  /// Deals examples out.
  ///
  /// @param examples in any order
  /// @return each side's examples, in the order in which they stood
  public Map<Side, List<Example>> split(List<Example> examples) {
    Map<String, List<List<Integer>>> strata = new TreeMap<>();
    for (List<Integer> group : groups(examples)) {
      String stratum = examples.get(group.getFirst()).stratum();
      strata.computeIfAbsent(stratum, _ -> new ArrayList<>()).add(group);
    }
    Side[] side = new Side[examples.size()];
    Random random = new Random(seed);
    strata.values().forEach(groups -> deal(groups, random, side));
    Map<Side, List<Example>> sides = new HashMap<>();
    for (int i = 0; i < side.length; i++) {
      sides.computeIfAbsent(side[i], _ -> new ArrayList<>()).add(examples.get(i));
    }
    return sides;
  }

  private void deal(List<List<Integer>> groups, Random random, Side[] side) {
    int rows = groups.stream().mapToInt(List::size).sum();
    boolean enough = groups.size() >= ENOUGH;
    List<List<Integer>> left = new ArrayList<>(groups);
    Collections.shuffle(left, random);
    left = take(left, testShare * rows, enough && testShare > 0, Side.TEST, side);
    left = take(left, validationShare * rows, enough && validationShare > 0, Side.VALIDATION, side);
    left.forEach(group -> give(group, Side.TRAIN, side));
  }

  /// Gives a side what fits its share and returns the rest.
  private static List<List<Integer>> take(
      List<List<Integer>> groups, double share, boolean atLeastOne, Side to, Side[] side) {
    long room = Math.round(share);
    List<List<Integer>> left = new ArrayList<>();
    for (List<Integer> group : groups) {
      if (group.size() <= room) {
        give(group, to, side);
        room -= group.size();
      } else {
        left.add(group);
      }
    }
    if (left.size() == groups.size() && atLeastOne) {
      List<Integer> smallest = Collections.min(left, Comparator.comparingInt(List::size));
      give(smallest, to, side);
      left.remove(smallest);
    }
    return left;
  }

  private static void give(List<Integer> group, Side to, Side[] side) {
    group.forEach(row -> side[row] = to);
  }

  /// Rows that hang together by a key, in order of their first rows.
  private static List<List<Integer>> groups(List<Example> examples) {
    int[] parent = new int[examples.size()];
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      Example each = examples.get(i);
      join(parent, i, first.putIfAbsent("=" + SentenceKeys.normalised(each.request()), i));
      for (Request earlier : each.request().earlier()) {
        join(parent, i, first.putIfAbsent("=" + SentenceKeys.normalised(earlier), i));
      }
      join(
          parent,
          i,
          first.putIfAbsent("~" + SentenceKeys.template(each.request(), each.decision()), i));
    }
    Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < parent.length; i++) {
      groups.computeIfAbsent(root(parent, i), _ -> new ArrayList<>()).add(i);
    }
    return List.copyOf(groups.values());
  }

  private static void join(int[] parent, int row, @Nullable Integer earlier) {
    if (earlier != null) {
      int a = root(parent, row);
      int b = root(parent, earlier);
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }

  private static int root(int[] parent, int row) {
    int at = row;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
