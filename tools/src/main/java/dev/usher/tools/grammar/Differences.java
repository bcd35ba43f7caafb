package dev.usher.tools.grammar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which properties of an object must differ from which.
///
/// A property with many possible values can always be made to differ. Properties with few values
/// may run out of them, so a value that would leave a required one without any is refused in time,
/// by trying: such properties and their values are a handful.
final class Differences {
  private final Map<Integer, Set<Integer>> partners = new HashMap<>();
  private final Map<Integer, Set<String>> few = new HashMap<>();
  private final BitSet required;

  /// @param pairs pairs of property indices
  Differences(List<int[]> pairs, List<? extends Element> values, BitSet required) {
    for (int[] pair : pairs) {
      partners.computeIfAbsent(pair[0], _ -> new HashSet<>()).add(pair[1]);
      partners.computeIfAbsent(pair[1], _ -> new HashSet<>()).add(pair[0]);
    }
    for (int property : partners.keySet()) {
      Optional<Set<String>> texts = values.get(property).values();
      texts.ifPresent(set -> few.put(property, set));
    }
    this.required = (BitSet) required.clone();
  }

  private Set<Integer> partners(int property) {
    return partners.getOrDefault(property, Set.of());
  }

  /// The properties among the written ones whose text still matters, `written` being done with.
  Set<Integer> remembered(BitSet written) {
    Set<Integer> found = new HashSet<>();
    for (Map.Entry<Integer, Set<Integer>> entry : partners.entrySet()) {
      if (written.get(entry.getKey()) && entry.getValue().stream().anyMatch(p -> !written.get(p))) {
        found.add(entry.getKey());
      }
    }
    return found;
  }

  /// Whether the required properties that are not written can all be given values.
  boolean possible(BitSet written, Map<Integer, String> known) {
    List<Integer> open = new ArrayList<>();
    for (int property : few.keySet()) {
      if (required.get(property) && !written.get(property)) {
        open.add(property);
      }
    }
    return possible(open, known);
  }

  private boolean possible(List<Integer> open, Map<Integer, String> known) {
    if (open.isEmpty()) {
      return true;
    }
    int first = open.getFirst();
    List<Integer> rest = open.subList(1, open.size());
    for (String text : few.getOrDefault(first, Set.of())) {
      if (differs(first, text, known) && possible(rest, with(known, first, text))) {
        return true;
      }
    }
    return false;
  }

  private boolean differs(int property, String text, Map<Integer, String> known) {
    return partners(property).stream().noneMatch(partner -> text.equals(known.get(partner)));
  }

  private static Map<Integer, String> with(Map<Integer, String> known, int property, String text) {
    Map<Integer, String> more = new HashMap<>(known);
    more.put(property, text);
    return more;
  }

  /// The texts that a property must not be given.
  ///
  /// @param written the properties already written, `property` not among them
  Set<String> forbidden(int property, BitSet written, Map<Integer, String> known) {
    Set<String> found = new HashSet<>();
    if (partners(property).isEmpty()) {
      return found;
    }
    BitSet then = (BitSet) written.clone();
    then.set(property);
    for (String text : candidates(property, known)) {
      if (!differs(property, text, known) || !possible(then, with(known, property, text))) {
        found.add(text);
      }
    }
    return found;
  }

  /// The texts that could clash: what its partners are or might have to be, and its own few.
  private Set<String> candidates(int property, Map<Integer, String> known) {
    Set<String> found = new HashSet<>(few.getOrDefault(property, Set.of()));
    for (int partner : partners(property)) {
      found.addAll(few.getOrDefault(partner, Set.of()));
      if (known.containsKey(partner)) {
        found.add(known.getOrDefault(partner, ""));
      }
    }
    return found;
  }

  /// Whether a value is left for a property.
  boolean open(int property, BitSet written, Map<Integer, String> known) {
    Set<String> texts = few.get(property);
    return texts == null || !forbidden(property, written, known).containsAll(texts);
  }
}
