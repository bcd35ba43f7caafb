package dev.usher.tools.grammar;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Frames on top of each other: one way to read the text so far. Immutable, compared by value.
///
/// A relaxed stack belongs to an outline: objects in it remember no text.
final class Stack {
  /// Nothing more may follow.
  static final Stack END = new Stack(null, null, false);

  private static final Stack RELAXED_END = new Stack(null, null, true);

  private final @Nullable Frame top;
  private final @Nullable Stack below;
  private final boolean relaxed;
  private final int hash;

  private Stack(@Nullable Frame top, @Nullable Stack below, boolean relaxed) {
    this.top = top;
    this.below = below;
    this.relaxed = relaxed;
    this.hash =
        (below == null ? Boolean.hashCode(relaxed) : 31 * below.hash)
            + (top == null ? 0 : top.hashCode());
  }

  Stack push(Frame frame) {
    return new Stack(frame, this, relaxed);
  }

  boolean isEnd() {
    return top == null;
  }

  boolean relaxed() {
    return relaxed;
  }

  private Frame top() {
    if (top == null) {
      throw new IllegalStateException("the end has no frame");
    }
    return top;
  }

  private Stack below() {
    if (below == null) {
      throw new IllegalStateException("nothing lies below the end");
    }
    return below;
  }

  /// Adds what one more byte leads to.
  void step(int next, Set<Stack> out) {
    if (isEnd()) {
      return;
    }
    top().step(next, below(), out);
    if (top().mayEnd()) {
      for (Stack resumed : below().resumed()) {
        resumed.step(next, out);
      }
    }
  }

  /// Adds what follows when the piece that lay on this stack is finished.
  void resume(Set<Stack> out) {
    if (isEnd()) {
      out.add(this);
    } else {
      top().resume(below(), out);
    }
  }

  private Set<Stack> resumed() {
    Set<Stack> out = new LinkedHashSet<>();
    resume(out);
    return out;
  }

  boolean accepting() {
    return isEnd() || (top().mayEnd() && below().resumed().stream().anyMatch(Stack::accepting));
  }

  /// This stack with its top frame told a text; unchanged where nothing is to be noted.
  Stack noted(int key, String text) {
    return key == Watch.NOTHING || relaxed ? this : below().push(top().noted(key, text));
  }

  /// At least how many bytes are missing to the end.
  long cost() {
    long cost = 0;
    for (Stack at = this; at.top != null; at = at.below()) {
      cost = Cost.sum(cost, at.top.cost());
    }
    return cost;
  }

  /// The next bytes of a short way to the end; empty where the top piece may end here.
  byte[] hint() {
    return isEnd() ? new byte[0] : top().hint();
  }

  /// What lies under a top piece that may end here.
  Set<Stack> finished() {
    return below().resumed();
  }

  boolean carriesText() {
    for (Stack at = this; at.top != null; at = at.below()) {
      if (at.top.carriesText()) {
        return true;
      }
    }
    return false;
  }

  /// This stack less the rules that an outline leaves out; itself where it has none.
  Stack outline() {
    for (Stack at = this; at.top != null; at = at.below()) {
      if (!at.top.relaxed().equals(at.top)) {
        return relax();
      }
    }
    return this;
  }

  private Stack relax() {
    return top == null ? RELAXED_END : below().relax().push(top.relaxed());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Stack that) || hash != that.hash || relaxed != that.relaxed) {
      return false;
    }
    Stack a = this;
    Stack b = that;
    while (a != b) {
      if (a.top == null || b.top == null || !a.top.equals(b.top)) {
        return false;
      }
      a = a.below();
      b = b.below();
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
