package dev.usher.tools.grammar;

import org.jspecify.annotations.Nullable;

/// A byte text that grows at its end and shares its beginning. Immutable, compared by value.
final class Text {
  static final Text EMPTY = new Text(null, 0);

  private final @Nullable Text before;
  private final char last;
  private final int length;
  private final int hash;

  private Text(@Nullable Text before, int last) {
    this.before = before;
    this.last = (char) last;
    this.length = before == null ? 0 : before.length + 1;
    this.hash = before == null ? 0 : 31 * before.hash + last;
  }

  Text plus(int unsignedByte) {
    return new Text(this, unsignedByte);
  }

  boolean isEmpty() {
    return length == 0;
  }

  /// The text, a char for each byte.
  @Override
  public String toString() {
    char[] chars = new char[length];
    int i = length;
    for (Text at = this; at.before != null; at = at.before) {
      chars[--i] = at.last;
    }
    return new String(chars);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Text that) || hash != that.hash || length != that.length) {
      return false;
    }
    Text a = this;
    Text b = that;
    while (a != b && a.before != null && b.before != null) {
      if (a.last != b.last) {
        return false;
      }
      a = a.before;
      b = b.before;
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
