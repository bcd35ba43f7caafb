package dev.usher.tools.grammar;

import java.util.Arrays;
import java.util.Set;

/// Exactly these bytes.
final class LiteralElement implements Element {
  private final byte[] text;

  LiteralElement(byte[] text) {
    this.text = text.clone();
  }

  static LiteralElement of(int unsignedByte) {
    return new LiteralElement(new byte[] {(byte) unsignedByte});
  }

  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    if (text.length == 0) {
      below.resume(out);
    } else {
      out.add(below.push(new Place(this, 0)));
    }
  }

  @Override
  public long cost() {
    return text.length;
  }

  private record Place(LiteralElement element, int at) implements Frame {
    @Override
    public void step(int next, Stack below, Set<Stack> out) {
      if ((element.text[at] & 0xff) != next) {
        return;
      }
      if (at + 1 == element.text.length) {
        below.resume(out);
      } else {
        out.add(below.push(new Place(element, at + 1)));
      }
    }

    @Override
    public long cost() {
      return (long) element.text.length - at;
    }

    @Override
    public byte[] hint() {
      return Arrays.copyOfRange(element.text, at, element.text.length);
    }
  }
}
