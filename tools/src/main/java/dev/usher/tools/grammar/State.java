package dev.usher.tools.grammar;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All the ways to read the text so far. Immutable, compared by value; of no ways at all, it is
/// dead.
record State(Set<Stack> stacks) {
  State {
    stacks = Set.copyOf(stacks);
  }

  static State before(Element element) {
    Set<Stack> stacks = new LinkedHashSet<>();
    element.open(Stack.END, Watch.NONE, stacks);
    return new State(stacks);
  }

  State step(int next) {
    Set<Stack> out = new LinkedHashSet<>();
    for (Stack stack : stacks) {
      stack.step(next, out);
    }
    return new State(out);
  }

  boolean isDead() {
    return stacks.isEmpty();
  }

  boolean accepting() {
    return stacks.stream().anyMatch(Stack::accepting);
  }

  /// Whether any byte may follow.
  boolean mayGoOn() {
    for (int b = 0; b < 256; b++) {
      if (!step(b).isDead()) {
        return true;
      }
    }
    return false;
  }

  /// Whether it depends on text that was written before, so that few others will be equal to it.
  boolean carriesText() {
    return stacks.stream().anyMatch(Stack::carriesText);
  }

  State outline() {
    Set<Stack> outlines = new LinkedHashSet<>();
    stacks.forEach(stack -> outlines.add(stack.outline()));
    return outlines.equals(stacks) ? this : new State(outlines);
  }

  /// Follows the cheapest way, a hint at a time, to where a text is complete.
  byte[] completion() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Collection<Stack> ways = stacks;
    while (ways.stream().noneMatch(Stack::accepting)) {
      ways = towardsEnd(cheapest(ways), out);
    }
    return out.toByteArray();
  }

  private static Collection<Stack> towardsEnd(Stack way, ByteArrayOutputStream out) {
    byte[] hint = way.hint();
    if (hint.length == 0) {
      return way.finished();
    }
    out.writeBytes(hint);
    State state = new State(Set.of(way));
    for (byte b : hint) {
      state = state.step(b & 0xff);
    }
    return state.stacks;
  }

  private static Stack cheapest(Collection<Stack> ways) {
    @Nullable Stack best = ways.stream().min(Comparator.comparingLong(Stack::cost)).orElse(null);
    if (best == null) {
      throw new IllegalStateException("a hint led nowhere");
    }
    return best;
  }
}
