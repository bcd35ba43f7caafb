package dev.usher.dataset.scenario;

import dev.usher.dataset.JsonText;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The keys of one entry. What is asked for is known; what is there beyond it is refused.
final class EntryFields {
  private final ObjectNode entry;
  private final String place;
  private final Set<String> known = new LinkedHashSet<>();

  private EntryFields(ObjectNode entry, String place) {
    this.entry = entry;
    this.place = place;
  }

  /// Reads an entry.
  ///
  /// @param place file and line, for errors
  static <T> T read(JsonNode node, String place, Function<EntryFields, T> type) {
    if (!(node instanceof ObjectNode entry)) {
      throw new UsherException(
          place, "expected an entry with a name, found " + JsonText.kind(node));
    }
    EntryFields fields = new EntryFields(entry, place);
    T value = type.apply(fields);
    for (String key : entry.propertyNames()) {
      if (!fields.known.contains(key)) {
        throw new UsherException(
            place, "unknown key '" + key + "'; expected " + String.join(", ", fields.known));
      }
    }
    return value;
  }

  /// A text that must be there.
  String text(String key) {
    known.add(key);
    JsonNode value = entry.get(key);
    if (value == null || !value.isString() || value.stringValue().isBlank()) {
      throw wrong(key, "a text", value);
    }
    return value.stringValue();
  }

  /// Percent of the rows.
  OptionalDouble weight() {
    known.add("weight");
    JsonNode value = entry.get("weight");
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() <= 100)) {
      throw wrong("weight", "percent above 0, at most 100", value);
    }
    return OptionalDouble.of(value.doubleValue());
  }

  /// A list of texts, empty where the key is missing.
  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(key)) {
      if (!item.isString()) {
        throw wrong(key, "a list of texts", item);
      }
      texts.add(item.stringValue());
    }
    return texts;
  }

  private Iterable<JsonNode> items(String key) {
    known.add(key);
    JsonNode list = entry.get(key);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray()) {
      throw wrong(key, "a list", list);
    }
    return list.values();
  }

  /// A whole number of at least 1, which is 1 where the key is missing.
  int count(String key) {
    known.add(key);
    JsonNode value = entry.get(key);
    if (value == null) {
      return 1;
    }
    if (!value.isInt() || value.intValue() < 1) {
      throw wrong(key, "a whole number of at least 1", value);
    }
    return value.intValue();
  }

  /// Names with lists of values, none where the key is missing.
  Map<String, List<JsonNode>> choices(String key) {
    known.add(key);
    JsonNode value = entry.get(key);
    Map<String, List<JsonNode>> choices = new LinkedHashMap<>();
    if (value == null) {
      return choices;
    }
    if (!value.isObject()) {
      throw wrong(key, "argument names with lists of values", value);
    }
    for (var choice : value.properties()) {
      if (!choice.getValue().isArray() || choice.getValue().isEmpty()) {
        throw wrong(key + "." + choice.getKey(), "a list of values", choice.getValue());
      }
      choices.put(choice.getKey(), choice.getValue().valueStream().toList());
    }
    return choices;
  }

  private UsherException wrong(String key, String expected, @Nullable JsonNode found) {
    return new UsherException(
        place,
        "'%s': expected %s, found %s"
            .formatted(key, expected, found == null ? "nothing" : JsonText.line(found)));
  }
}
