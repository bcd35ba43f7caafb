package dev.usher.model.constraint;

import dev.usher.tools.grammar.Automaton;

/// What most tokens of a vocabulary are: whole characters that stand for themselves in a JSON
/// string. That is well-formed UTF-8 without control characters, quotes and backslashes.
///
/// Within a free string all of these lead back to the state they came from. Where an automaton
/// shows that for single characters it holds for any number of them, so it need not be asked about
/// each of the tokens.
final class PlainText {
  /// What may follow the first byte of a character: how many more, and the bounds of the next.
  private record Rest(int count, int low, int high) {
    private static final Rest ONE = new Rest(1, 0x80, 0xBF);
    private static final Rest TWO = new Rest(2, 0x80, 0xBF);
    private static final Rest THREE = new Rest(3, 0x80, 0xBF);
    private static final Rest AFTER_E0 = new Rest(2, 0xA0, 0xBF);
    private static final Rest AFTER_ED = new Rest(2, 0x80, 0x9F);
    private static final Rest AFTER_F0 = new Rest(3, 0x90, 0xBF);
    private static final Rest AFTER_F4 = new Rest(3, 0x80, 0x8F);

    static Rest after(int lead) {
      if (lead < 0xE0) {
        return ONE;
      }
      if (lead < 0xF0) {
        return lead == 0xE0 ? AFTER_E0 : lead == 0xED ? AFTER_ED : TWO;
      }
      return lead == 0xF0 ? AFTER_F0 : lead == 0xF4 ? AFTER_F4 : THREE;
    }

    boolean admits(int next) {
      return next >= low && next <= high;
    }

    /// What may follow the next byte, which is not the last.
    Rest further() {
      return count == 2 ? ONE : TWO;
    }
  }

  private static final int FIRST_LEAD = 0xC2;
  private static final int LAST_LEAD = 0xF4;

  private PlainText() {}

  private static boolean isPlainAscii(int b) {
    return b >= 0x20 && b < 0x7F && b != '"' && b != '\\';
  }

  /// Whether `text` is plain as a whole.
  static boolean isPlain(byte[] text) {
    for (int at = 0; at < text.length; ) {
      int length = plainCharacter(text, at);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /// Bytes of the plain character at `at`, 0 where there is none.
  private static int plainCharacter(byte[] text, int at) {
    int lead = text[at] & 0xff;
    if (lead < FIRST_LEAD || lead > LAST_LEAD) {
      return isPlainAscii(lead) ? 1 : 0;
    }
    Rest rest = Rest.after(lead);
    int length = rest.count() + 1;
    if (at + length > text.length) {
      return 0;
    }
    for (int i = at + 1; i < at + length; i++) {
      if (!rest.admits(text[i] & 0xff)) {
        return 0;
      }
      rest = rest.further();
    }
    return length;
  }

  /// Whether every plain text leads from `state` back to `state`.
  static boolean leavesUnchanged(int state, Automaton automaton) {
    for (int b = 0x20; b < 0x7F; b++) {
      if (isPlainAscii(b) && automaton.step(state, b) != state) {
        return false;
      }
    }
    int checkedState = Automaton.DEAD;
    Rest checkedRest = Rest.ONE;
    for (int lead = FIRST_LEAD; lead <= LAST_LEAD; lead++) {
      int next = automaton.step(state, lead);
      Rest rest = Rest.after(lead);
      boolean checked = next == checkedState && rest.equals(checkedRest);
      if (!checked && !leadsTo(state, next, rest, automaton)) {
        return false;
      }
      checkedState = next;
      checkedRest = rest;
    }
    return true;
  }

  /// Whether everything that may follow leads from `from` to `goal`.
  private static boolean leadsTo(int goal, int from, Rest rest, Automaton automaton) {
    int checked = Automaton.DEAD;
    for (int b = rest.low(); b <= rest.high() && from != Automaton.DEAD; b++) {
      int next = automaton.step(from, b);
      boolean arrives =
          rest.count() == 1
              ? next == goal
              : next != Automaton.DEAD
                  && (next == checked || leadsTo(goal, next, rest.further(), automaton));
      if (!arrives) {
        return false;
      }
      checked = next;
    }
    return from != Automaton.DEAD;
  }
}
