package dev.usher.dataset.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Parameters as xLAM's data lists them, `{"city": {"type": "str, optional", "description": …,
/// "default": …}, …}`, turned into JSON Schema. An argument is required that is neither optional
/// nor has a default. A type that says nothing in JSON, such as `Callable`, admits every value.
final class PythonTypes {

  private static final Pattern TYPE = Pattern.compile("\\s*(\\w+)(?:\\[(.*)])?.*", Pattern.DOTALL);
  private static final String OPTIONAL = "optional";

  private PythonTypes() {}

  /// A tool with its parameters as JSON Schema; unchanged where they are that already.
  static JsonNode tool(JsonNode tool) {
    JsonNode function = ToolList.function(tool);
    if (!(function.get("parameters") instanceof ObjectNode parameters) || isSchema(parameters)) {
      return tool;
    }
    ObjectNode changed = ((ObjectNode) function).deepCopy();
    changed.set("parameters", schema(parameters));
    return ToolList.wrap(changed);
  }

  private static boolean isSchema(ObjectNode parameters) {
    return parameters.path("type").isString() || parameters.path("properties").isObject();
  }

  private static ObjectNode schema(ObjectNode parameters) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (var each : parameters.properties()) {
      String type = each.getValue().path("type").asString("");
      ObjectNode property = properties.putObject(each.getKey());
      type(type, property);
      Optional.ofNullable(each.getValue().get("description"))
          .ifPresent(words -> property.set("description", words));
      if (!each.getValue().has("default") && !type.toLowerCase(Locale.ROOT).contains(OPTIONAL)) {
        required.add(each.getKey());
      }
    }
    return schema;
  }

  private static void type(String python, ObjectNode schema) {
    Matcher matcher = TYPE.matcher(python);
    if (!matcher.matches()) {
      return;
    }
    String inner = Optional.ofNullable(matcher.group(2)).orElse("");
    switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
      case "str" -> schema.put("type", "string");
      case "int" -> schema.put("type", "integer");
      case "float" -> schema.put("type", "number");
      case "bool" -> schema.put("type", "boolean");
      case "dict" -> schema.put("type", "object").put("additionalProperties", true);
      case "tuple" -> schema.put("type", "array");
      case "list", "set" -> {
        schema.put("type", "array");
        type(inner, schema.putObject("items"));
      }
      case OPTIONAL -> type(inner, schema);
      default -> {}
    }
  }
}
