package dev.usher.tools.grammar;

import java.util.Set;

/// A place inside one piece of grammar. Immutable and compared by value: two equal frames admit the
/// same continuations.
///
/// A frame exists only where its piece can still be finished.
interface Frame {
  /// Adds to `out` what one more byte leads to; adds nothing where the byte does not fit.
  ///
  /// @param below what goes on when this piece is finished
  void step(int next, Stack below, Set<Stack> out);

  /// Whether the piece may be finished here without another byte.
  default boolean mayEnd() {
    return false;
  }

  /// Adds what follows once the piece on top of this one is finished.
  default void resume(Stack below, Set<Stack> out) {
    out.add(below.push(this));
  }

  /// How many bytes the shortest way to the end of the piece takes, at least; a choice by cost
  /// always comes nearer to the end.
  long cost();

  /// The first bytes of a short way to the end; empty only where the piece may end here.
  byte[] hint();

  /// This frame, told the text of the piece on top of it.
  ///
  /// @param key what the piece was opened under, see [Watch#noteAs]
  default Frame noted(int key, String text) {
    throw new IllegalStateException("no text is noted here: " + text);
  }

  /// Whether the frame carries text that was written.
  default boolean carriesText() {
    return false;
  }

  /// The frame less the rules that [Automaton#outline] leaves out.
  default Frame relaxed() {
    return this;
  }
}
