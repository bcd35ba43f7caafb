package dev.usher.dataset.format;

import dev.usher.dataset.JsonText;
import dev.usher.tools.UsherException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// FunctionGemma's notation of values: `{key:value,…}`, `[value,…]`, `<escape>text<escape>`, and
/// numbers, `true` and `false` as in JSON. Nothing is escaped inside a text, so none may contain
/// `<escape>`; keys stand bare, so none may contain what structures; null has no notation. On
/// reading, white space around the parts is passed over, and `null` is taken as JSON has it.
final class EscapeNotation {

  static final String ESCAPE = "<escape>";

  private static final String STRUCTURE = "{}[],:<>";

  private final String text;
  private final String where;
  private int at;

  private EscapeNotation(String text, int at, String where) {
    this.text = text;
    this.at = at;
    this.where = where;
  }

  /// An object and the index behind it.
  record Parsed(ObjectNode value, int end) {}

  /// Why a value cannot be written, if it cannot.
  static Optional<String> obstacle(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> Optional.of("null has no notation");
      case OBJECT -> first(value.properties().stream().map(EscapeNotation::obstacle));
      case ARRAY -> first(value.valueStream().map(EscapeNotation::obstacle));
      case STRING ->
          value.stringValue().contains(ESCAPE)
              ? Optional.of("a text contains " + ESCAPE)
              : Optional.empty();
      case NUMBER, BOOLEAN, BINARY, MISSING, POJO -> Optional.empty();
    };
  }

  private static Optional<String> obstacle(Map.Entry<String, JsonNode> member) {
    String key = member.getKey();
    boolean bare =
        !key.isEmpty()
            && key.equals(key.strip())
            && key.chars().noneMatch(c -> STRUCTURE.indexOf(c) >= 0);
    return bare
        ? obstacle(member.getValue())
        : Optional.of("the key \"%s\" cannot be written bare".formatted(key));
  }

  private static Optional<String> first(Stream<Optional<String>> reasons) {
    return reasons.flatMap(Optional::stream).findFirst();
  }

  /// A value that has no [#obstacle(JsonNode)].
  static String write(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream()
          .map(each -> each.getKey() + ":" + write(each.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .map(EscapeNotation::write)
          .collect(Collectors.joining(",", "[", "]"));
    }
    return value.isString() ? ESCAPE + value.stringValue() + ESCAPE : JsonText.line(value);
  }

  /// Reads the object that begins at a place.
  ///
  /// @throws UsherException if it is not well formed; it names the row and the character
  static Parsed read(String text, int from, String where) {
    EscapeNotation reader = new EscapeNotation(text, from, where);
    return new Parsed(reader.object(), reader.at);
  }

  private JsonNode value() {
    skip();
    if (text.startsWith(ESCAPE, at)) {
      return JsonNodeFactory.instance.stringNode(string());
    }
    if (text.startsWith("{", at)) {
      return object();
    }
    return text.startsWith("[", at) ? array() : literal();
  }

  private ObjectNode object() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    expect('{');
    while (!closes('}')) {
      if (!object.isEmpty()) {
        expect(',');
      }
      String key = key();
      if (object.has(key)) {
        throw wrong("the key \"%s\" stands twice".formatted(key));
      }
      object.set(key, value());
    }
    return object;
  }

  private ArrayNode array() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    expect('[');
    while (!closes(']')) {
      if (!array.isEmpty()) {
        expect(',');
      }
      array.add(value());
    }
    return array;
  }

  private String key() {
    int end = text.indexOf(':', at);
    if (end < 0) {
      throw wrong("expected key:value");
    }
    String key = text.substring(at, end).strip();
    at = end + 1;
    return key;
  }

  private String string() {
    int start = at + ESCAPE.length();
    int end = text.indexOf(ESCAPE, start);
    if (end < 0) {
      throw wrong("a text does not end with " + ESCAPE);
    }
    at = end + ESCAPE.length();
    return text.substring(start, end);
  }

  private JsonNode literal() {
    int end = at;
    while (end < text.length() && ",]}".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    JsonNode value =
        JsonPieces.parse(text.substring(at, end).strip())
            .filter(each -> each.isNumber() || each.isBoolean() || each.isNull())
            .orElseThrow(() ->
                wrong("expected a number, true, false or %stext%s".formatted(ESCAPE, ESCAPE)));
    at = end;
    return value;
  }

  private boolean closes(char end) {
    skip();
    if (at < text.length() && text.charAt(at) == end) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char sign) {
    skip();
    if (at >= text.length() || text.charAt(at) != sign) {
      throw wrong("expected '%s'".formatted(sign));
    }
    at++;
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private UsherException wrong(String what) {
    return new UsherException(where, "%s at character %,d of the turn".formatted(what, at + 1));
  }
}
