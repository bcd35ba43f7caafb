package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.SentenceKeys;
import dev.usher.tools.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One sentence, but for letter case and punctuation, has one decision. All rows of a contradiction
/// are named: which one is right is for a person to say.
final class ContradictionRule implements SetRule {
  /// What has one decision.
  private record Key(String text, List<Decision> earlier) {}

  @Override
  public String name() {
    return "contradiction";
  }

  @Override
  public List<Fault> faults(List<Candidate> rows) {
    Map<Key, Map<Decision, Integer>> decisions = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      decisions
          .computeIfAbsent(key(rows.get(i)), _ -> new LinkedHashMap<>())
          .putIfAbsent(rows.get(i).decision(), i);
    }
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Map<Decision, Integer> same = decisions.getOrDefault(key(rows.get(i)), Map.of());
      if (same.size() > 1) {
        faults.add(fault(i, rows, same));
      }
    }
    return faults;
  }

  private static Key key(Candidate row) {
    return new Key(SentenceKeys.normalised(row.request()), row.request().decisions());
  }

  private Fault fault(int row, List<Candidate> rows, Map<Decision, Integer> same) {
    int other =
        same.entrySet().stream()
            .filter(each -> !each.getKey().equals(rows.get(row).decision()))
            .findFirst()
            .orElseThrow()
            .getValue();
    return new Fault(
        row,
        name(),
        "the same sentence has another decision at %s; keep the right one"
            .formatted(rows.get(other).provenance().where()));
  }
}
