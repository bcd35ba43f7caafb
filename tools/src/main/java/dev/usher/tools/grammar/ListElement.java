package dev.usher.tools.grammar;

import java.util.Set;

/// Items with a separator between them, in brackets or bare.
final class ListElement implements Element, Opening.Body {
  private static final int NO_LIMIT = -1;
  private static final int NONE = -1;

  private final Element item;
  private final int minimum;
  private final int maximum;
  private final int separator;
  private final int opening;
  private final int closing;
  private final Element close;

  private ListElement(Element item, int minimum, int maximum, int separator, String brackets) {
    this.item = item;
    this.minimum = minimum;
    this.maximum = item.cost() == Cost.NEVER ? 0 : maximum;
    this.separator = separator;
    this.opening = brackets.isEmpty() ? NONE : brackets.charAt(0);
    this.closing = brackets.isEmpty() ? NONE : brackets.charAt(1);
    this.close = LiteralElement.of(closing);
  }

  /// A JSON array.
  ///
  /// @param maximum at most so many items; below 0: no limit
  static ListElement array(Element item, int minimum, int maximum) {
    return new ListElement(item, minimum, Math.max(maximum, NO_LIMIT), ',', "[]");
  }

  /// Bare items, at least one.
  static ListElement row(Element item, int maximum, int separator) {
    return new ListElement(item, 1, maximum, separator, "");
  }

  @Override
  public int openingByte() {
    return opening;
  }

  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    if (opening == NONE) {
      openItem(0, below, out);
    } else {
      out.add(below.push(new Opening(this)));
    }
  }

  @Override
  public void opened(Stack below, Set<Stack> out) {
    if (minimum == 0) {
      close.open(below, Watch.NONE, out);
    }
    if (maximum != 0) {
      openItem(0, below, out);
    }
  }

  private void openItem(int before, Stack below, Set<Stack> out) {
    int count = maximum == NO_LIMIT ? Math.min(before + 1, minimum) : before + 1;
    boolean nothingFollows = count == maximum && closing == NONE;
    item.open(nothingFollows ? below : below.push(new Place(this, count)), Watch.NONE, out);
  }

  @Override
  public long cost() {
    if (maximum != NO_LIMIT && minimum > maximum) {
      return Cost.NEVER;
    }
    long separators = Math.max(0, minimum - 1);
    long brackets = opening == NONE ? 0 : 2;
    return Cost.sum(Cost.times(minimum, item.cost()), separators + brackets);
  }

  /// After an item.
  private record Place(ListElement element, int count) implements Frame {
    @Override
    public void step(int next, Stack below, Set<Stack> out) {
      if (next == element.separator && count != element.maximum) {
        element.openItem(count, below, out);
      } else if (next == element.closing && count >= element.minimum) {
        below.resume(out);
      }
    }

    @Override
    public boolean mayEnd() {
      return element.closing == NONE && count >= element.minimum;
    }

    @Override
    public long cost() {
      long missing = Math.max(0, element.minimum - count);
      long bracket = element.closing == NONE ? 0 : 1;
      return Cost.sum(Cost.times(missing, Cost.sum(element.item.cost(), 1)), bracket);
    }

    @Override
    public byte[] hint() {
      if (mayEnd()) {
        return new byte[0];
      }
      return new byte[] {(byte) (count < element.minimum ? element.separator : element.closing)};
    }
  }
}
