package dev.usher.tools.grammar;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A place inside a string.
///
/// @param count complete characters, as far as they matter
/// @param refused where the element's refused texts stand; `null` when the text differs from all
/// @param forbidden what is left of the forbidden texts that begin like this one
/// @param noted the text so far; `null` where nobody wants to be told
record StringPlace(
    StringElement element,
    StringPhase phase,
    int count,
    TextRule rule,
    @Nullable ByteTrie refused,
    List<Tail> forbidden,
    @Nullable Text noted,
    int noteAs)
    implements Frame {

  /// A limit that is at least so many characters away is left out of the outline.
  private static final int FAR = 48;

  static StringPlace before(
      StringElement element, TextRule rule, @Nullable ByteTrie refused, Watch watch) {
    List<Tail> forbidden = watch.forbidden().stream().map(text -> new Tail(text, 0)).toList();
    Text noted = watch.noteAs() == Watch.NOTHING ? null : Text.EMPTY;
    return new StringPlace(
        element, StringPhase.OPENING, 0, rule, refused, forbidden, noted, watch.noteAs());
  }

  @Override
  public void step(int next, Stack below, Set<Stack> out) {
    if (next == '"' && phase == StringPhase.BODY) {
      if (closable()) {
        close(below, out);
      }
      return;
    }
    StringPlace place = after(next);
    if (place != null) {
      out.add(below.push(place));
    }
  }

  private void close(Stack below, Set<Stack> out) {
    if (noted == null) {
      below.resume(out);
    } else {
      below.noted(noteAs, noted.plus('"').toString()).resume(out);
    }
  }

  private boolean closable() {
    return phase == StringPhase.BODY
        && count >= element.minimum()
        && rule.mayEnd()
        && (refused == null || refused.next('"') == null)
        && forbidden.stream().noneMatch(Tail::isClosingQuote);
  }

  /// The place after one more byte that does not close the string; `null` where it does not fit or
  /// where the string could not be closed any more.
  private @Nullable StringPlace after(int b) {
    StringPhase nextPhase = phase.next(b);
    if (nextPhase == null || (phase == StringPhase.BODY && count >= element.maximum())) {
      return null;
    }
    boolean complete = nextPhase == StringPhase.BODY && phase != StringPhase.OPENING;
    TextRule nextRule = complete ? rule.next(character(b)) : rule;
    if (nextRule == null) {
      return null;
    }
    StringPlace place =
        new StringPlace(
            element,
            nextPhase,
            complete ? element.countAfter(count) : count,
            nextRule,
            refused == null ? null : refused.next(b),
            Tail.after(forbidden, b),
            noted == null ? null : noted.plus(b),
            noteAs);
    return place.live() ? place : null;
  }

  private int character(int b) {
    if (phase == StringPhase.BODY || (phase == StringPhase.ESCAPE && b == '\\')) {
      return b;
    }
    return TextRule.OTHER;
  }

  /// Whether the string can still be closed. Away from the longest length it always can: there are
  /// far more characters than texts it must not be.
  boolean live() {
    if (phase == StringPhase.BODY) {
      return closable() || count < element.maximum();
    }
    if (phase != StringPhase.OPENING && count < element.maximum() - 1) {
      return true;
    }
    for (int b = 0; b < 256; b++) {
      if (after(b) != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long cost() {
    boolean inBody = phase == StringPhase.BODY;
    int needed = element.minimum() - count;
    if (inBody && needed <= 0 && !closable()) {
      needed = 1;
    }
    int begun = inBody || phase == StringPhase.OPENING ? 0 : 1;
    return phase.missing() + Math.max(0, needed - begun) + 1L;
  }

  @Override
  public byte[] hint() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringPlace place = this;
    while (!place.closable()) {
      int b = place.byteTowardsEnd();
      out.write(b);
      place = Objects.requireNonNull(place.after(b));
    }
    out.write('"');
    return out.toByteArray();
  }

  private int byteTowardsEnd() {
    int found = -1;
    for (int i = 0; i < 256; i++) {
      int b = (i + 'a') & 0xff;
      StringPlace place = after(b);
      if (place != null && place.closable()) {
        return b;
      }
      found = found < 0 && place != null ? b : found;
    }
    return found;
  }

  @Override
  public boolean carriesText() {
    return !forbidden.isEmpty() || (noted != null && !noted.isEmpty());
  }

  @Override
  public Frame relaxed() {
    boolean far = element.maximum() != StringElement.NO_LIMIT && element.maximum() - count >= FAR;
    StringElement shown = far ? element.unlimited() : element;
    int shownCount = far ? Math.min(count, element.minimum()) : count;
    return new StringPlace(shown, phase, shownCount, rule, refused, List.of(), null, Watch.NOTHING);
  }
}
