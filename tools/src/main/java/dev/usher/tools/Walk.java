package dev.usher.tools;

import dev.usher.tools.grammar.Automaton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A text led through an automaton, as far as it goes.
final class Walk {
  private static final int WORTH_LISTING = 12;

  private final Automaton automaton;
  private final byte[] text;
  private int state;
  private int at;

  Walk(Automaton automaton, String text) {
    this.automaton = automaton;
    this.text = bytes(text);
    this.state = automaton.start();
    while (at < this.text.length) {
      int next = automaton.step(state, this.text[at] & 0xff);
      if (next == Automaton.DEAD) {
        return;
      }
      state = next;
      at++;
    }
  }

  /// The text in UTF-8, an unpaired surrogate as a byte that no text has.
  private static byte[] bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(c -> {
          boolean unpaired = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
          out.writeBytes(
              unpaired
                  ? new byte[] {(byte) 0xff}
                  : Character.toString(c).getBytes(StandardCharsets.UTF_8));
        });
    return out.toByteArray();
  }

  /// The offset of the first byte that does not fit; the length where the text ends too early; -1
  /// where all is well.
  int refused() {
    return at == text.length && automaton.accepting(state) ? -1 : at;
  }

  /// The text that fits.
  String accepted() {
    return new String(text, 0, at, StandardCharsets.UTF_8);
  }

  /// What was expected and what was found where the text is refused.
  String complaint() {
    String found = new String(text, at, text.length - at, StandardCharsets.UTF_8);
    String shown = found.length() <= 20 ? found : found.substring(0, 20) + "…";
    return "expected %s, found %s"
        .formatted(expected(), found.isEmpty() ? "the end" : "'" + shown + "'");
  }

  private String expected() {
    List<String> next = new ArrayList<>();
    for (int b = ' '; b < 0x7f; b++) {
      if (automaton.step(state, b) != Automaton.DEAD) {
        next.add("'" + (char) b + "'");
      }
    }
    if (automaton.accepting(state)) {
      next.add("the end");
    }
    return next.size() > WORTH_LISTING ? "more text" : String.join(" or ", next);
  }
}
