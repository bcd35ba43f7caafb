package dev.usher.dataset.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A JSON Schema as FunctionGemma declares it: types in capitals, `description` first and `type`
/// last, arguments in the order of the alphabet (letter case aside), every other keyword as it is.
final class DeclaredSchema {

  private static final Comparator<Map.Entry<String, JsonNode>> BY_NAME =
      Map.Entry.<String, JsonNode>comparingByKey(String.CASE_INSENSITIVE_ORDER)
          .thenComparing(Map.Entry.comparingByKey());
  private static final Comparator<Map.Entry<String, JsonNode>> BY_RANK =
      Comparator.comparingInt(each ->
          switch (each.getKey()) {
            case "description" -> 0;
            case "type" -> 2;
            default -> 1;
          });

  private final UnaryOperator<String> type;
  private final boolean ordered;

  private DeclaredSchema(UnaryOperator<String> type, boolean ordered) {
    this.type = type;
    this.ordered = ordered;
  }

  /// A schema in FunctionGemma's form.
  static JsonNode declare(JsonNode schema) {
    return new DeclaredSchema(word -> word.toUpperCase(Locale.ROOT), true).schema(schema);
  }

  /// The JSON Schema of a declaration.
  static JsonNode read(JsonNode declared) {
    return new DeclaredSchema(word -> word.toLowerCase(Locale.ROOT), false).schema(declared);
  }

  /// Members in the order of the alphabet, letter case aside.
  static ObjectNode sorted(ObjectNode object) {
    return inOrder(object, BY_NAME);
  }

  /// Whether a schema's arguments stand in the order in which they are declared.
  static boolean isSorted(JsonNode schema) {
    List<String> names = new ArrayList<>(schema.path("properties").propertyNames());
    return !(schema.path("properties") instanceof ObjectNode properties)
        || names.equals(new ArrayList<>(sorted(properties).propertyNames()));
  }

  private static ObjectNode inOrder(
      ObjectNode object, Comparator<Map.Entry<String, JsonNode>> order) {
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    object.properties().stream()
        .sorted(order)
        .forEach(each -> sorted.set(each.getKey(), each.getValue()));
    return sorted;
  }

  private JsonNode schema(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    for (var each : (ordered ? inOrder(object, BY_RANK) : object).properties()) {
      changed.set(each.getKey(), keyword(each.getKey(), each.getValue()));
    }
    return changed;
  }

  private JsonNode keyword(String name, JsonNode value) {
    return switch (name) {
      case "type" -> type(value);
      case "items", "additionalProperties" -> schema(value);
      case "anyOf", "oneOf" -> each(value);
      case "properties", "$defs", "definitions" -> members(value);
      default -> value;
    };
  }

  private JsonNode type(JsonNode value) {
    if (value.isString()) {
      return JsonNodeFactory.instance.stringNode(type.apply(value.stringValue()));
    }
    if (!value.isArray()) {
      return value;
    }
    ArrayNode types = JsonNodeFactory.instance.arrayNode();
    value.values().forEach(each -> types.add(type(each)));
    return types;
  }

  private JsonNode each(JsonNode value) {
    ArrayNode schemas = JsonNodeFactory.instance.arrayNode();
    value.values().forEach(each -> schemas.add(schema(each)));
    return schemas;
  }

  private JsonNode members(JsonNode value) {
    if (!(value instanceof ObjectNode named)) {
      return value;
    }
    ObjectNode schemas = JsonNodeFactory.instance.objectNode();
    for (var each : (ordered ? sorted(named) : named).properties()) {
      schemas.set(each.getKey(), schema(each.getValue()));
    }
    return schemas;
  }
}
