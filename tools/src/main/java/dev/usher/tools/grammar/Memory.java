package dev.usher.tools.grammar;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What an object remembers of the text inside it.
///
/// @param keys the keys written that the schema does not declare, quotes included
/// @param values texts of properties that others, still to come, must differ from
record Memory(Set<String> keys, Map<Integer, String> values) {
  static final Memory EMPTY = new Memory(Set.of(), Map.of());

  Memory {
    keys = Set.copyOf(keys);
    values = Map.copyOf(values);
  }

  boolean isEmpty() {
    return keys.isEmpty() && values.isEmpty();
  }

  Memory withKey(String key) {
    Set<String> more = new HashSet<>(keys);
    more.add(key);
    return new Memory(more, values);
  }

  Memory withValue(int property, String text) {
    Map<Integer, String> more = new HashMap<>(values);
    more.put(property, text);
    return new Memory(keys, more);
  }

  /// This memory less the values that `wanted` does not name.
  Memory keeping(Set<Integer> wanted) {
    if (wanted.containsAll(values.keySet())) {
      return this;
    }
    Map<Integer, String> fewer = new HashMap<>(values);
    fewer.keySet().retainAll(wanted);
    return new Memory(keys, fewer);
  }
}
