package dev.usher.tools.grammar;

import java.util.ArrayList;
import java.util.List;

/// What is left of a string that must not be written, a char for each byte; the closing quote is
/// its last.
record Tail(String text, int from) {
  boolean isClosingQuote() {
    return from == text.length() - 1;
  }

  /// The tails that go on with `b`, less that byte.
  static List<Tail> after(List<Tail> tails, int b) {
    if (tails.isEmpty()) {
      return tails;
    }
    List<Tail> kept = new ArrayList<>();
    for (Tail tail : tails) {
      if (tail.text.charAt(tail.from) == b) {
        kept.add(new Tail(tail.text, tail.from + 1));
      }
    }
    return List.copyOf(kept);
  }
}
