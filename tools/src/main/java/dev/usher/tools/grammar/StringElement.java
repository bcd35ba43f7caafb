package dev.usher.tools.grammar;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON string in quotes, its length counted in code points.
final class StringElement implements Element {
  /// No longest length.
  static final int NO_LIMIT = Integer.MAX_VALUE;

  private final int minimum;
  private final int maximum;
  private final TextRule start;
  private final @Nullable ByteTrie refused;
  private final StringElement unlimited;

  private StringElement(int minimum, int maximum, TextRule start, @Nullable ByteTrie refused) {
    this.minimum = start == TextRule.PATH ? Math.max(1, minimum) : minimum;
    this.maximum = maximum;
    this.start = start;
    this.refused = refused;
    this.unlimited =
        maximum == NO_LIMIT ? this : new StringElement(minimum, NO_LIMIT, start, refused);
  }

  static StringElement of(int minimum, int maximum, boolean relativePath) {
    TextRule start = relativePath ? TextRule.PATH : TextRule.NONE;
    return new StringElement(minimum, maximum, start, null);
  }

  /// A key.
  ///
  /// @param refused those it must not be, as whole canonical strings
  /// @param words whether it may be a word
  static StringElement key(ByteTrie refused, boolean words) {
    return new StringElement(0, NO_LIMIT, words ? TextRule.NONE : TextRule.KEY, refused);
  }

  int minimum() {
    return minimum;
  }

  int maximum() {
    return maximum;
  }

  /// This element without its longest length.
  StringElement unlimited() {
    return unlimited;
  }

  /// The count after one more character; beyond the shortest length it matters only where there is
  /// a longest.
  int countAfter(int count) {
    return maximum == NO_LIMIT ? Math.min(count + 1, minimum) : count + 1;
  }

  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    StringPlace place = StringPlace.before(this, start, refused, watch);
    if (place.live()) {
      out.add(below.push(place));
    }
  }

  @Override
  public long cost() {
    return minimum > maximum ? Cost.NEVER : minimum + 2L;
  }

  @Override
  public Optional<Set<String>> values() {
    return maximum == 0 ? Optional.of(Set.of("\"\"")) : Optional.empty();
  }
}
