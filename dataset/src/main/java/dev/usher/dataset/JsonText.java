package dev.usher.dataset;

import dev.usher.tools.UsherException;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON as this room reads it: no key twice, nothing after the value, decimals exact; and as it
/// writes rows: one space after `,` and `:`, everything but controls, quotes and backslashes raw.
public final class JsonText {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonText() {}

  /// The mapper that reads strictly.
  ///
  /// @return a shared, immutable mapper
  public static JsonMapper mapper() {
    return STRICT;
  }

  /// Reads one value.
  ///
  /// @param text the JSON text
  /// @param where how messages name the text's place
  /// @return the value
  /// @throws UsherException if the text is not one JSON value
  public static JsonNode parse(String text, String where) {
    try {
      return STRICT.readTree(text);
    } catch (JacksonException e) {
      throw new UsherException(where, "not valid JSON" + fault(e));
    }
  }

  /// Reads one object.
  ///
  /// @param text the JSON text
  /// @param where how messages name the text's place
  /// @return the object
  /// @throws UsherException if the text is not one JSON object
  public static ObjectNode parseObject(String text, String where) {
    JsonNode value = parse(text, where);
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new UsherException(
        where,
        "expected a JSON object, found " + (value.isMissingNode() ? "nothing" : kind(value)));
  }

  /// What a parser complains of, with the column.
  ///
  /// @param e the parser's exception
  /// @return text to put behind "not valid JSON"
  public static String fault(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String column = at == null || at.getColumnNr() < 1 ? "" : " at column " + at.getColumnNr();
    return column + ": " + e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
  }

  /// The field's word for a value's type.
  ///
  /// @param value any JSON value
  /// @return `object`, `array`, `string`, `integer`, `number`, `boolean` or `null`
  public static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case NULL, MISSING -> "null";
    };
  }

  /// The values in a value that are no array and no object.
  ///
  /// @param value any JSON value
  /// @return in the order in which they stand; the value itself if it is one
  public static Stream<JsonNode> leaves(JsonNode value) {
    return value.isContainer() ? value.valueStream().flatMap(JsonText::leaves) : Stream.of(value);
  }

  /// Writes a value on one line, keys in the order in which they stand.
  ///
  /// @param value any JSON value
  /// @return the text
  public static String line(JsonNode value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(JsonNode value, StringBuilder out) {
    if (value.isObject()) {
      out.append('{');
      String separator = "";
      for (var entry : value.properties()) {
        quote(entry.getKey(), out.append(separator));
        write(entry.getValue(), out.append(": "));
        separator = ", ";
      }
      out.append('}');
    } else if (value.isArray()) {
      out.append('[');
      String separator = "";
      for (JsonNode item : value.values()) {
        write(item, out.append(separator));
        separator = ", ";
      }
      out.append(']');
    } else if (value.isString()) {
      quote(value.stringValue(), out);
    } else {
      out.append(value);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
