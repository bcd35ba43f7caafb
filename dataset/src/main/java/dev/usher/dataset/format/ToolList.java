package dev.usher.dataset.format;

import dev.usher.dataset.JsonText;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tools as rows declare them.
///
/// @param functions what OpenAI's list has under `function`: name, description, parameters …
record ToolList(List<ObjectNode> functions) {

  static ToolList of(ToolCatalog catalog) {
    return new ToolList(catalog.functions());
  }

  /// The functions in OpenAI's wrapper.
  List<ObjectNode> wrapped() {
    return functions.stream().map(ToolList::wrap).toList();
  }

  /// The loss of a form whose rows carry no tools.
  Losses inNoRow() {
    return Losses.of(functions.size(), "tools stand in no row; keep their file");
  }

  static ObjectNode wrap(JsonNode function) {
    ObjectNode tool = JsonNodeFactory.instance.objectNode().put("type", "function");
    tool.set("function", function);
    return tool;
  }

  /// What a tool says of itself, with or without the wrapper.
  static JsonNode function(JsonNode tool) {
    return tool.path("function").isObject() ? tool.path("function") : tool;
  }

  /// Whether a value can be a tool at all.
  static boolean isTool(JsonNode value) {
    JsonNode function = function(value);
    return function.path("name").isString()
        && (function.has("parameters") || function.has("description"));
  }

  static ArrayNode array(List<ObjectNode> tools) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    tools.forEach(array::add);
    return array;
  }

  /// The tools in a row's field: an array, or a string that holds one; empty where there is no such
  /// field, or it is null or blank.
  ///
  /// @throws UsherException if it is something else
  static List<JsonNode> read(ObjectNode row, String field, String where) {
    JsonNode value = row.path(field);
    if (value.isString() && !value.stringValue().isBlank()) {
      value = JsonText.parse(value.stringValue(), where + ": /" + field);
    }
    if (value.isMissingNode() || value.isNull() || value.isString()) {
      return List.of();
    }
    if (value.isArray()) {
      return value.valueStream().toList();
    }
    throw new UsherException(where, "/%s: expected an array of tools".formatted(field));
  }
}
