package dev.usher.evaluation;

import java.util.Iterator;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// When two JSON values say the same: numbers by value (1 is 1.0), objects whatever the order of
/// their keys, arrays item by item in order, strings character by character.
final class JsonEquality {

  private JsonEquality() {}

  static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.isArray() && b.isArray()) {
      return a.size() == b.size() && sameItems(a, b);
    }
    if (a.isObject() && b.isObject()) {
      return a.size() == b.size()
          && a.properties().stream()
              .allMatch(each ->
                  Optional.ofNullable(b.get(each.getKey()))
                      .filter(other -> same(each.getValue(), other))
                      .isPresent());
    }
    return a.equals(b);
  }

  private static boolean sameItems(JsonNode a, JsonNode b) {
    Iterator<JsonNode> others = b.values().iterator();
    return a.valueStream().allMatch(each -> same(each, others.next()));
  }
}
