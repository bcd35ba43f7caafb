package dev.usher.model.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// Finds tokens that are matched in text as a whole, before anything is cut: leftmost first, the
/// longest where several begin there.
final class NamedTokens {

  /// A token that stands at `[start, end)` of a text.
  record Match(int id, int start, int end) {}

  private record Named(int id, String name) {}

  private final Map<Character, List<Named>> byFirst = new HashMap<>();

  /// The tokens that `included` accepts.
  NamedTokens(Vocabulary vocabulary, IntPredicate included) {
    for (int id = 0; id < vocabulary.size(); id++) {
      String name = vocabulary.text(id);
      if (!name.isEmpty() && included.test(id)) {
        byFirst.computeIfAbsent(name.charAt(0), _ -> new ArrayList<>()).add(new Named(id, name));
      }
    }
    Comparator<Named> longestFirst = Comparator.comparingInt(named -> -named.name().length());
    byFirst.values().forEach(list -> list.sort(longestFirst.thenComparingInt(Named::id)));
  }

  /// The next match from `from` on; at the end of the text, with id -1, where there is none.
  Match next(String text, int from) {
    if (!byFirst.isEmpty()) {
      for (int i = from; i < text.length(); i++) {
        for (Named named : byFirst.getOrDefault(text.charAt(i), List.of())) {
          if (text.startsWith(named.name(), i)) {
            return new Match(named.id(), i, i + named.name().length());
          }
        }
      }
    }
    return new Match(-1, text.length(), text.length());
  }
}
