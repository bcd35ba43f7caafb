package dev.usher.tools.schema;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/// What JSON values have in common beyond their notation.
public final class Json {
  private Json() {}

  /// Whether two values are equal as JSON: numbers by their value, objects in any order.
  ///
  /// @param a one value
  /// @param b the other value
  /// @return true if they are
  public static boolean equal(JsonNode a, JsonNode b) {
    if (isNumber(a) && isNumber(b)) {
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

  /// A hash that agrees with [#equal].
  ///
  /// @param value any JSON value
  /// @return the same number for equal values
  public static int hash(JsonNode value) {
    if (isNumber(value)) {
      return decimal(value).stripTrailingZeros().hashCode();
    }
    int hash = value.isArray() || value.isObject() ? value.size() : value.hashCode();
    if (value.isArray()) {
      for (JsonNode element : value) {
        hash = 31 * hash + hash(element);
      }
    } else if (value.isObject()) {
      for (Map.Entry<String, JsonNode> property : value.properties()) {
        hash += property.getKey().hashCode() ^ (31 * hash(property.getValue()));
      }
    }
    return hash;
  }

  /// The values without those that are equal to an earlier one.
  static List<JsonNode> distinct(Collection<JsonNode> values) {
    record Key(JsonNode value) {
      @Override
      public boolean equals(Object other) {
        return other instanceof Key key && equal(value, key.value);
      }

      @Override
      public int hashCode() {
        return hash(value);
      }
    }
    return values.stream().map(Key::new).distinct().map(Key::value).toList();
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

  /// Whether a value is a number as JSON has them: finite.
  ///
  /// @param value any value
  /// @return false for texts as for infinity
  public static boolean isNumber(JsonNode value) {
    return value instanceof NumericNode number && !number.isNaN();
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
    return isNumber(value) && decimal(value).stripTrailingZeros().scale() <= 0;
  }

  /// Number of code points of a text.
  ///
  /// @param text any text
  /// @return what JSON Schema calls its length
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
