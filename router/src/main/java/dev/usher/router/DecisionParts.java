package dev.usher.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.router.Choice.Part;
import dev.usher.tools.FormatOptions.Kind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Finds the parts of a decision in its text. The parts lie end to end and cover all of it. What
/// ends a name belongs to the name; all other punctuation belongs to the part after it, for it says
/// that there is one.
final class DecisionParts {
  /// A part.
  ///
  /// @param from offset of its first byte in the text
  /// @param to offset after its last
  /// @param textFrom offset of its own text, without punctuation around it, and without quotes if
  ///   it is a name
  /// @param textTo offset after that
  record Span(Part part, String name, int from, int to, int textFrom, int textTo) {}

  private final byte[] text;
  private final List<Span> spans = new ArrayList<>();
  private int at;

  private DecisionParts(String text) {
    this.text = text.getBytes(UTF_8);
  }

  /// The parts of a text of the grammar, the last of which is [Part#END].
  static List<Span> of(String text, Kind kind) {
    DecisionParts parts = new DecisionParts(text);
    switch (kind) {
      case JSON -> parts.json();
      case COMPACT -> parts.compact();
    }
    return parts.spans;
  }

  private void json() {
    skip("{\"status\":");
    quotedName(Part.STATUS);
    if (startsWith(",\"final_answer\":")) {
      skip(",\"final_answer\":");
      value(Part.ANSWER, "");
    } else {
      if (startsWith(",\"thought\":")) {
        skip(",\"thought\":");
        value(Part.THOUGHT, "");
      }
      skip(",\"tool_use\":");
      jsonCalls();
    }
    end();
  }

  private void jsonCalls() {
    boolean several = startsWith("[");
    do {
      at += several ? 1 : 0;
      skip("{\"tool_name\":");
      quotedName(Part.TOOL);
      skip(",\"arguments\":");
      arguments(':', '}');
      skip("}");
    } while (several && startsWith(","));
  }

  private void compact() {
    if (startsWith("\"")) {
      skipValue();
      if (at == text.length) {
        add(Part.ANSWER, "", 0, at);
        end();
        return;
      }
      add(Part.THOUGHT, "", 0, at);
      skip(":");
    }
    compactCall();
    while (startsWith(";")) {
      at++;
      compactCall();
    }
    end();
  }

  private void compactCall() {
    plainName(Part.TOOL, '(');
    at--;
    arguments('=', ')');
  }

  /// The arguments from the opening bracket to after the closing one.
  private void arguments(char afterKey, char close) {
    at++;
    while (text[at] != close) {
      at += text[at] == ',' ? 1 : 0;
      if (text[at] == '"') {
        quotedName(Part.ARGUMENT);
        skip(String.valueOf(afterKey));
      } else {
        plainName(Part.ARGUMENT, afterKey);
      }
      value(Part.VALUE, unescaped(string(spans.getLast().textFrom(), spans.getLast().textTo())));
    }
    at++;
  }

  private static String unescaped(String name) {
    return name.indexOf('\\') < 0
        ? name
        : JsonMapper.shared().readValue('"' + name + '"', String.class);
  }

  private void quotedName(Part part) {
    int from = at;
    skipString();
    add(part, "", from + 1, at - 1, at);
  }

  /// A name and the character that ends it.
  private void plainName(Part part, char end) {
    int from = at;
    while (text[at] != end) {
      at++;
    }
    at++;
    add(part, "", from, at - 1, at);
  }

  private void value(Part part, String name) {
    int from = at;
    skipValue();
    add(part, name, from, at);
  }

  private void add(Part part, String name, int textFrom, int textTo) {
    add(part, name, textFrom, textTo, textTo);
  }

  /// Adds a part that begins where the one before it ended.
  private void add(Part part, String name, int textFrom, int textTo, int to) {
    int from = spans.isEmpty() ? 0 : spans.getLast().to();
    spans.add(new Span(part, name, from, to, textFrom, textTo));
  }

  private void end() {
    add(Part.END, "", text.length, text.length);
  }

  private String string(int from, int to) {
    return new String(text, from, to - from, UTF_8);
  }

  private boolean startsWith(String expected) {
    return at + expected.length() <= text.length
        && string(at, at + expected.length()).equals(expected);
  }

  private void skip(String expected) {
    if (!startsWith(expected)) {
      throw new IllegalStateException("expected " + expected + " at byte " + at);
    }
    at += expected.length();
  }

  private void skipValue() {
    switch (text[at]) {
      case '"' -> skipString();
      case '{', '[' -> skipNested();
      default -> {
        while (at < text.length && ",)]}".indexOf(text[at]) < 0) {
          at++;
        }
      }
    }
  }

  private void skipString() {
    at++;
    while (text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    at++;
  }

  private void skipNested() {
    int depth = 0;
    do {
      switch (text[at]) {
        case '"' -> skipString();
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        default -> at++;
      }
    } while (depth > 0);
  }
}
