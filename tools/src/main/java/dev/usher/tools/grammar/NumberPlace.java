package dev.usher.tools.grammar;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place inside a number: plain decimal, no exponent, no leading or trailing zero, no `-0`.
sealed interface NumberPlace extends Frame permits NumberElement.Start, WholePlace, FractionPlace {
  /// The place after one more byte; `null` where no number of the range goes on like that.
  @Nullable NumberPlace after(int b);

  @Override
  default void step(int next, Stack below, Set<Stack> out) {
    NumberPlace place = after(next);
    if (place != null) {
      out.add(below.push(place));
    }
  }

  @Override
  default long cost() {
    return hint().length;
  }

  /// Searches breadth first: places that differ are few.
  @Override
  default byte[] hint() {
    Map<NumberPlace, String> seen = new LinkedHashMap<>();
    Deque<NumberPlace> queue = new ArrayDeque<>();
    seen.put(this, "");
    queue.add(this);
    while (!queue.isEmpty()) {
      NumberPlace place = queue.remove();
      String text = seen.getOrDefault(place, "");
      if (place.mayEnd()) {
        return bytes(text);
      }
      for (char c : "0123456789.-".toCharArray()) {
        NumberPlace next = place.after(c);
        if (next != null && seen.putIfAbsent(next, text + c) == null) {
          queue.add(next);
        }
      }
    }
    throw new IllegalStateException("no number can be finished from " + this);
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.chars().forEach(out::write);
    return out.toByteArray();
  }
}
