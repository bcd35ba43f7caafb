package dev.usher.tools.grammar;

import java.util.List;
import java.util.Set;

/// One piece after the other.
final class SequenceElement implements Element {
  private final List<Element> parts;

  SequenceElement(List<Element> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    open(0, below, out);
  }

  private void open(int at, Stack below, Set<Stack> out) {
    if (at == parts.size()) {
      below.resume(out);
      return;
    }
    boolean last = at + 1 == parts.size();
    parts.get(at).open(last ? below : below.push(new Place(this, at + 1)), Watch.NONE, out);
  }

  @Override
  public long cost() {
    return cost(0);
  }

  private long cost(int from) {
    long cost = 0;
    for (Element part : parts.subList(from, parts.size())) {
      cost = Cost.sum(cost, part.cost());
    }
    return cost;
  }

  /// Never on top of a stack: it makes way for the next piece at once.
  private record Place(SequenceElement element, int at) implements Frame {
    @Override
    public void step(int next, Stack below, Set<Stack> out) {
      throw new IllegalStateException("the next piece has not been opened");
    }

    @Override
    public void resume(Stack below, Set<Stack> out) {
      element.open(at, below, out);
    }

    @Override
    public long cost() {
      return element.cost(at);
    }

    @Override
    public byte[] hint() {
      throw new IllegalStateException("the next piece has not been opened");
    }
  }
}
