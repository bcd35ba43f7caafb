package dev.usher.dataset.profile;

import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/// Rows that were judged and left out.
///
/// @param rows how many
/// @param rules how many broke each rule, the most frequent first; a row that broke two counts for
///   both
/// @param survival the share of all judged rows that was kept; empty where a sample of the kept
///   ones was drawn afterwards
public record LeftOut(int rows, SequencedMap<String, Integer> rules, OptionalDouble survival) {

  static LeftOut of(ImportRecord made, int kept) {
    Map<String, Set<String>> rows = new TreeMap<>();
    Set<String> all = new HashSet<>();
    for (Dropped each : made.dropped()) {
      rows.computeIfAbsent(each.rule(), _ -> new HashSet<>()).add(each.where());
      all.add(each.where());
    }
    SequencedMap<String, Integer> rules = new LinkedHashMap<>();
    rows.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .forEach(entry -> rules.put(entry.getKey(), entry.getValue().size()));
    boolean sampled = made.limit().isPresent();
    return new LeftOut(
        all.size(),
        rules,
        sampled
            ? OptionalDouble.empty()
            : OptionalDouble.of(Part.of(kept, kept + all.size()).share()));
  }
}
