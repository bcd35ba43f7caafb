package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.ToolCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A set after all rules have looked at it, one after the other: each rule for sets sees only what
/// those before it have left.
///
/// @param rows how many there were
/// @param kept the rows that break no rule, in order
/// @param faults of the others, at least one each; row indexes are those of the whole set
public record Screening(int rows, List<Candidate> kept, List<Fault> faults) {
  /// Copies the lists.
  public Screening {
    kept = List.copyOf(kept);
    faults = List.copyOf(faults);
  }

  /// Looks at a set that is not divided.
  ///
  /// @param catalog what may be called
  /// @param rows of the set
  /// @return what is left and what is wrong with the rest
  public static Screening of(ToolCatalog catalog, List<Candidate> rows) {
    return of(catalog, rows, Set.of());
  }

  /// Looks at a set that is not divided.
  ///
  /// @param catalog what may be called
  /// @param rows of the set
  /// @param languages that rows may be in besides that of nearly all, see [LanguageRule#languages]
  /// @return what is left and what is wrong with the rest
  public static Screening of(ToolCatalog catalog, List<Candidate> rows, Set<String> languages) {
    return ofSides(catalog, List.of(rows), languages);
  }

  /// Looks at a set with sides. Where two rows are alike the one of the earlier side is kept.
  ///
  /// @param catalog what may be called
  /// @param sides of the set, the most protected one first: test, validation, training
  /// @return what is left and what is wrong with the rest; row indexes count through all sides
  public static Screening ofSides(ToolCatalog catalog, List<List<Candidate>> sides) {
    return ofSides(catalog, sides, Set.of());
  }

  /// Looks at a set with sides. Where two rows are alike the one of the earlier side is kept.
  ///
  /// @param catalog what may be called
  /// @param sides of the set, the most protected one first: test, validation, training
  /// @param languages that rows may be in besides that of nearly all, see [LanguageRule#languages]
  /// @return what is left and what is wrong with the rest; row indexes count through all sides
  public static Screening ofSides(
      ToolCatalog catalog, List<List<Candidate>> sides, Set<String> languages) {
    List<Candidate> rows = sides.stream().flatMap(List::stream).toList();
    RowRules rules = new RowRules(catalog);
    List<Fault> faults = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Fault> found = rules.faults(i, rows.get(i));
      faults.addAll(found);
      if (found.isEmpty()) {
        left.add(i);
      }
    }
    left = without(new LeakageRule(catalog).faults(divided(left, sides, rows)), left, faults);
    for (SetRule rule : new SetRules(catalog, languages).rules()) {
      left = without(rule.faults(left.stream().map(rows::get).toList()), left, faults);
    }
    return new Screening(rows.size(), left.stream().map(rows::get).toList(), faults);
  }

  /// The arguments that `grounding` says nothing of.
  ///
  /// @param catalog what may be called
  /// @return each with the reason, as far as the kept rows tell
  public List<Unjudged> ungrounded(ToolCatalog catalog) {
    return new GroundingRule(catalog).unjudged(kept);
  }

  /// What is left of each side.
  private static List<List<Candidate>> divided(
      List<Integer> left, List<List<Candidate>> sides, List<Candidate> rows) {
    List<List<Candidate>> divided = new ArrayList<>();
    int start = 0;
    for (List<Candidate> side : sides) {
      int from = start;
      int to = start + side.size();
      divided.add(left.stream().filter(i -> i >= from && i < to).map(rows::get).toList());
      start = to;
    }
    return divided;
  }

  /// Notes faults of what was left, and takes their rows away.
  private static List<Integer> without(List<Fault> found, List<Integer> left, List<Fault> faults) {
    Set<Integer> broken = found.stream().map(Fault::row).collect(Collectors.toSet());
    found.forEach(each -> faults.add(new Fault(left.get(each.row()), each.rule(), each.reason())));
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      if (!broken.contains(i)) {
        kept.add(left.get(i));
      }
    }
    return kept;
  }

  /// How many rows break each rule; a row that breaks two counts for both.
  ///
  /// @return by rule, the most frequent first
  public SequencedMap<String, Integer> counts() {
    Map<String, Set<Integer>> rows = new LinkedHashMap<>();
    faults.forEach(each -> rows.computeIfAbsent(each.rule(), _ -> new TreeSet<>()).add(each.row()));
    SequencedMap<String, Integer> counts = new LinkedHashMap<>();
    rows.entrySet().stream()
        .sorted((a, b) -> b.getValue().size() - a.getValue().size())
        .forEach(each -> counts.put(each.getKey(), each.getValue().size()));
    return counts;
  }

  /// The share of the rows that break no rule.
  ///
  /// @return in [0, 1]; 1 for an empty set
  public double survival() {
    return rows == 0 ? 1 : (double) kept.size() / rows;
  }
}
