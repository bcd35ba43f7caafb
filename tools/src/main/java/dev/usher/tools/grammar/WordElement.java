package dev.usher.tools.grammar;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key in a call that stands without quotes and is not declared: a letter or underscore, then
/// letters, digits and underscores.
///
/// @param refused the declared keys, as whole canonical strings
record WordElement(ByteTrie refused) implements Element {
  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    List<Tail> forbidden = watch.forbidden().stream().map(text -> new Tail(text, 1)).toList();
    Text noted = watch.noteAs() == Watch.NOTHING ? null : Text.EMPTY.plus('"');
    out.add(below.push(new Place(false, refused.next('"'), forbidden, noted, watch.noteAs())));
  }

  @Override
  public long cost() {
    return 1;
  }

  /// @param begun whether a character stands
  /// @param refused where the declared keys stand; `null` when the word differs from all
  /// @param forbidden what is left of the keys already written that begin like this one
  /// @param noted the text so far behind a quote; `null` where nobody wants to be told
  private record Place(
      boolean begun,
      @Nullable ByteTrie refused,
      List<Tail> forbidden,
      @Nullable Text noted,
      int noteAs)
      implements Frame {

    @Override
    public void step(int next, Stack below, Set<Stack> out) {
      if (TextRule.continuesWord(next, begun)) {
        out.add(below.push(after(next)));
      } else if (complete()) {
        finished(below).step(next, out);
      }
    }

    private Place after(int b) {
      return new Place(
          true,
          refused == null ? null : refused.next(b),
          Tail.after(forbidden, b),
          noted == null ? null : noted.plus(b),
          noteAs);
    }

    private boolean complete() {
      return begun
          && (refused == null || refused.next('"') == null)
          && forbidden.stream().noneMatch(Tail::isClosingQuote);
    }

    private Stack finished(Stack below) {
      return noted == null ? below : below.noted(noteAs, noted.plus('"').toString());
    }

    @Override
    public long cost() {
      return complete() ? 0 : 1;
    }

    /// Where the word is complete the colon belongs to the hint: only it says that the word ends.
    @Override
    public byte[] hint() {
      if (complete()) {
        return new byte[] {(byte) ObjectElement.Style.CALL.colon()};
      }
      int b = 'a';
      while (!after(b).complete() && b < 'z') {
        b++;
      }
      return new byte[] {(byte) b};
    }

    @Override
    public boolean carriesText() {
      return begun && (noted != null || !forbidden.isEmpty());
    }

    @Override
    public Frame relaxed() {
      return new Place(begun, refused, List.of(), null, Watch.NOTHING);
    }
  }
}
