package dev.usher.tools.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The one text of a JSON value: no white space, keys as the value has them, the shortest escapes
/// (`\"`, `\\`, `\n`, `\r`, `\t`, `\b`, `\f`; other control characters `u00xx` after a backslash,
/// in lower case; all else as it is), numbers in plain decimal without exponent, leading or
/// trailing zeros: `1.50` and `15E-1` are both `1.5`, `2.0` is `2`, `-0.0` is `0`.
public final class CanonicalJson {
  /// A number with more digits than this has no canonical text.
  static final int MOST_DIGITS = 1000;

  private static final String ESCAPED = "\"\\\n\r\t\b\f";
  private static final String LETTERS = "\"\\nrtbf";

  private CanonicalJson() {}

  /// The text of a value.
  ///
  /// @param value any JSON value
  /// @return its text
  /// @throws IllegalArgumentException if the value has no text: an unpaired surrogate, a number
  ///   that is not finite or has more than 1,000 digits, a node that is not JSON
  public static String write(JsonNode value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case NULL -> out.append("null");
      case BOOLEAN -> out.append(value.booleanValue());
      case NUMBER -> out.append(number(value));
      case STRING -> append(value.stringValue(), out);
      case ARRAY -> writeItems(value, out);
      case OBJECT -> writeMembers(value, out);
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException(value.getNodeType() + " is no JSON value");
    }
  }

  private static void writeItems(JsonNode array, StringBuilder out) {
    List<String> items = new ArrayList<>();
    array.forEach(item -> items.add(write(item)));
    out.append('[').append(String.join(",", items)).append(']');
  }

  private static void writeMembers(JsonNode object, StringBuilder out) {
    List<String> members = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      members.add(quote(member.getKey()) + ':' + write(member.getValue()));
    }
    out.append('{').append(String.join(",", members)).append('}');
  }

  private static String number(JsonNode value) {
    if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(value.doubleValue() + " is no JSON number");
    }
    return number(value.decimalValue());
  }

  /// The text of a number.
  ///
  /// @param value any number
  /// @return its text
  /// @throws IllegalArgumentException if it has more than 1,000 digits
  public static String number(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    int wholeDigits = shortest.precision() - shortest.scale();
    if (shortest.scale() > MOST_DIGITS || wholeDigits > MOST_DIGITS) {
      throw new IllegalArgumentException(
          "the number %s has more than %,d digits".formatted(shortest, MOST_DIGITS));
    }
    return shortest.toPlainString();
  }

  /// The text of a string, with its quotes.
  ///
  /// @param text any string
  /// @return its text
  /// @throws IllegalArgumentException if it has an unpaired surrogate, which UTF-8 cannot write
  public static String quote(String text) {
    StringBuilder out = new StringBuilder();
    append(text, out);
    return out.toString();
  }

  private static void append(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escape = ESCAPED.indexOf(c);
      if (escape >= 0) {
        out.append('\\').append(LETTERS.charAt(escape));
      } else if (c < 0x20) {
        out.append("\\u00%02x".formatted((int) c));
      } else if (Character.isSurrogate(c)) {
        i = copyPair(text, i, out);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static int copyPair(String text, int at, StringBuilder out) {
    int codePoint = text.codePointAt(at);
    if (!Character.isSupplementaryCodePoint(codePoint)) {
      throw new IllegalArgumentException(
          "the string has an unpaired surrogate, U+%04X at %d".formatted(codePoint, at));
    }
    out.appendCodePoint(codePoint);
    return at + 1;
  }
}
