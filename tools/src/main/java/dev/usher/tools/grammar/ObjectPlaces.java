package dev.usher.tools.grammar;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/// The places inside an object.
final class ObjectPlaces {
  private ObjectPlaces() {}

  /// After a value. Under a value it is what goes on.
  record Value(ObjectElement element, BitSet written, Memory memory) implements Frame {
    @Override
    public void step(int next, Stack below, Set<Stack> out) {
      if (next == ',') {
        element.openKey(written, memory, below, out);
      } else if (next == element.closingByte() && element.complete(written)) {
        below.resume(out);
      }
    }

    @Override
    public Frame noted(int key, String text) {
      return new Value(element, written, memory.withValue(key, text));
    }

    @Override
    public long cost() {
      return Cost.sum(element.missing(written), 1);
    }

    @Override
    public byte[] hint() {
      return new byte[] {(byte) (element.complete(written) ? element.closingByte() : ',')};
    }

    @Override
    public boolean carriesText() {
      return !memory.isEmpty();
    }

    @Override
    public Frame relaxed() {
      return new Value(element, written, Memory.EMPTY);
    }
  }

  /// Within a declared key.
  ///
  /// @param available the members that may come now
  record Key(ObjectElement element, BitSet written, Memory memory, ByteTrie node, BitSet available)
      implements Frame {
    @Override
    public void step(int next, Stack below, Set<Stack> out) {
      ByteTrie child = node.next(next);
      if (child == null || !child.reaches(available)) {
        return;
      }
      if (child.leaf()) {
        element.openValue(child.end(), written, memory, below, out);
      } else {
        out.add(below.push(new Key(element, written, memory, child, available)));
      }
    }

    /// The member to choose on a short way: one that is required, and of those the shortest.
    private int choice() {
      int best = -1;
      for (int member : node.reached(available)) {
        if (best < 0 || price(member) < price(best)) {
          best = member;
        }
      }
      return best;
    }

    private long price(int member) {
      long text = Cost.sum(element.key(member).length, element.valueCost(member));
      return element.isRequired(member) ? text - Integer.MAX_VALUE : text;
    }

    @Override
    public long cost() {
      int member = choice();
      BitSet then = (BitSet) written.clone();
      then.set(member);
      long rest = (long) element.key(member).length - node.depth();
      long after = Cost.sum(element.missing(then), 1);
      return Cost.sum(Cost.sum(rest, element.valueCost(member)), after);
    }

    @Override
    public byte[] hint() {
      byte[] key = element.key(choice());
      return Arrays.copyOfRange(key, node.depth(), key.length);
    }

    @Override
    public boolean carriesText() {
      return !memory.isEmpty();
    }

    @Override
    public Frame relaxed() {
      return new Key(element, written, Memory.EMPTY, node, available);
    }
  }

  /// After a key that is not declared. Under such a key it is what goes on.
  record Colon(ObjectElement element, BitSet written, Memory memory) implements Frame {
    @Override
    public void step(int next, Stack below, Set<Stack> out) {
      if (next == element.colonByte()) {
        element.openFreeValue(written, memory, below, out);
      }
    }

    @Override
    public Frame noted(int key, String text) {
      return new Colon(element, written, memory.withKey(text));
    }

    @Override
    public long cost() {
      long after = Cost.sum(element.missing(written), 1);
      return Cost.sum(Cost.sum(1, element.freeValueCost()), after);
    }

    @Override
    public byte[] hint() {
      return new byte[] {(byte) element.colonByte()};
    }

    @Override
    public boolean carriesText() {
      return !memory.isEmpty();
    }

    @Override
    public Frame relaxed() {
      return new Colon(element, written, Memory.EMPTY);
    }
  }
}
