package dev.usher.tools.grammar;

import java.util.Set;

/// The place before the byte that opens a list or an object.
record Opening(Body body) implements Frame {
  /// What such a byte opens.
  interface Body {
    /// The byte that opens it.
    int openingByte();

    /// Adds the places after that byte.
    void opened(Stack below, Set<Stack> out);

    /// How many bytes the shortest text has, the opening byte among them.
    long cost();
  }

  @Override
  public void step(int next, Stack below, Set<Stack> out) {
    if (next == body.openingByte()) {
      body.opened(below, out);
    }
  }

  @Override
  public long cost() {
    return body.cost();
  }

  @Override
  public byte[] hint() {
    return new byte[] {(byte) body.openingByte()};
  }
}
