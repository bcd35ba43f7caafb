package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.SentenceKeys;
import dev.usher.tools.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// One sentence, but for letter case and punctuation, has one decision; and so has one wish, but
/// for politeness and the order of its words, see [Wording]. All rows of a contradiction are named:
/// which one is right is for a person to say.
final class ContradictionRule implements SetRule {
  @Override
  public String name() {
    return "contradiction";
  }

  @Override
  public List<Fault> faults(List<Candidate> rows) {
    List<Wording> wordings = rows.parallelStream().map(Wording::of).toList();
    List<Sentence> sentences = new ArrayList<>();
    List<Wording.Key> wishes = new ArrayList<>();
    Groups<Sentence, Decision> bySentence = new Groups<>((a, b) -> !a.equals(b));
    Groups<Wording.Key, Wording> byWish = new Groups<>(Wording::contradicts);
    for (int i = 0; i < rows.size(); i++) {
      Candidate row = rows.get(i);
      Wording wording = wordings.get(i);
      sentences.add(Sentence.of(row, wording));
      wishes.add(wording.key(row));
      bySentence.add(sentences.getLast(), row.decision(), i);
      byWish.add(wishes.getLast(), wording, i);
    }
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Optional<Integer> same = bySentence.other(sentences.get(i), rows.get(i).decision());
      Wording wording = wordings.get(i);
      Optional<Integer> alike =
          wording.isTelling() ? byWish.other(wishes.get(i), wording) : Optional.empty();
      if (same.isPresent()) {
        faults.add(fault(i, "sentence has", rows.get(same.get())));
      } else if (alike.isPresent()) {
        faults.add(fault(i, "wish in other words has", rows.get(alike.get())));
      }
    }
    return faults;
  }

  private Fault fault(int row, String what, Candidate other) {
    return new Fault(
        row,
        name(),
        "the same %s another decision at %s; keep the right one"
            .formatted(what, other.provenance().where()));
  }

  /// What has one decision.
  private record Sentence(String text, List<String> signs, List<Decision> earlier) {
    static Sentence of(Candidate row, Wording wording) {
      return new Sentence(
          SentenceKeys.normalised(row.request()), wording.signs(), row.request().decisions());
    }
  }

  /// Rows by what they have in common, and of each kind the first.
  ///
  /// @param <K> what rows have in common
  /// @param <V> what they decide
  private static final class Groups<K, V> {
    private final Map<K, Map<V, Integer>> groups = new HashMap<>();
    private final BiPredicate<V, V> contradict;

    Groups(BiPredicate<V, V> contradict) {
      this.contradict = contradict;
    }

    void add(K key, V decided, int row) {
      groups.computeIfAbsent(key, _ -> new LinkedHashMap<>()).putIfAbsent(decided, row);
    }

    /// The first row of the same key that contradicts a decision.
    Optional<Integer> other(K key, V decided) {
      return groups.getOrDefault(key, Map.of()).entrySet().stream()
          .filter(each -> contradict.test(decided, each.getKey()))
          .findFirst()
          .map(Map.Entry::getValue);
    }
  }
}
