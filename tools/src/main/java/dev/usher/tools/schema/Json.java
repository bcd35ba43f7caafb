package dev.usher.tools.schema;

import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What JSON values have in common beyond their notation.
public final class Json {
  private Json() {}

  /// Whether two values are equal as JSON: numbers by their value, objects in any order.
  ///
  /// @param a one value
  /// @param b the other value
  /// @return true if they are
  public static boolean equal(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return decimal(a).compareTo(decimal(b)) == 0;
    }
    if (a.isArray() && b.isArray()) {
      return equalElements(a, b);
    }
    if (a.isObject() && b.isObject()) {
      return equalProperties(a, b);
    }
    return a.equals(b);
  }

  private static boolean equalElements(JsonNode a, JsonNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalProperties(JsonNode a, JsonNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> property : a.properties()) {
      JsonNode other = b.get(property.getKey());
      if (other == null || !equal(property.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /// A number without rounding.
  ///
  /// @param number a JSON number
  /// @return its value
  public static BigDecimal decimal(JsonNode number) {
    return number.decimalValue();
  }

  /// Whether a value is a whole number, however it is written.
  ///
  /// @param value any JSON value
  /// @return true for 1 and 1.0
  public static boolean isWhole(JsonNode value) {
    return value.isNumber() && decimal(value).stripTrailingZeros().scale() <= 0;
  }

  /// Number of code points of a text.
  ///
  /// @param text any text
  /// @return what JSON Schema calls its length
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
