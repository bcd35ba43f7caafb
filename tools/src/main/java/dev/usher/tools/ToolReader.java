package dev.usher.tools;

import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.SchemaReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads one entry of a catalogue.
///
/// @param function what stands under `function` in a wrapped entry, else the entry
/// @param source of the catalogue
/// @param place of the function, source and JSON pointer
record ToolReader(JsonNode function, String source, String place) {
  private static final String RISK = "x-usher-risk";
  private static final List<String> PARAMETERS =
      List.of("parameters", "inputSchema", "input_schema");

  /// What says nothing of the calls but is kept.
  private static final List<String> KEPT = List.of("title", "strict", "annotations");

  /// All that an entry may say in one of the forms; what is not kept tells of results and display.
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "name",
          "description",
          "parameters",
          "inputSchema",
          "input_schema",
          "title",
          "strict",
          "annotations",
          "outputSchema",
          "icons",
          "execution",
          "_meta",
          "cache_control",
          RISK);

  static ToolReader of(JsonNode entry, String source, String place) {
    if (!entry.isObject() || !entry.has("function")) {
      return new ToolReader(entry, source, place).checked();
    }
    for (String key : entry.propertyNames()) {
      if (!key.equals("type") && !key.equals("function")) {
        throw new UsherException(
            place + "/" + key, "does not belong beside 'function'; put it inside");
      }
    }
    requireFunction(entry, place);
    return new ToolReader(entry.get("function"), source, place + "/function").checked();
  }

  private ToolReader checked() {
    if (!function.isObject() || !function.path("name").isString()) {
      throw new UsherException(place, "expected a tool, an object with a 'name'");
    }
    Tool.requireName(name(), place + "/name");
    requireFunction(function, place);
    for (String key : function.propertyNames()) {
      boolean extension = key.startsWith("x-") && !key.startsWith("x-usher-");
      if (!KNOWN.contains(key) && !extension) {
        throw new UsherException(
            place + "/" + key,
            "is not known of a tool; expected one of " + String.join(", ", new TreeSet<>(KNOWN)));
      }
    }
    return this;
  }

  private static void requireFunction(JsonNode entry, String place) {
    if (entry.has("type") && !entry.path("type").asString("").equals("function")) {
      throw new UsherException(
          place + "/type",
          "expected 'function', found " + entry.get("type") + "; remove this tool");
    }
  }

  Tool tool() {
    String where = source + " tool '" + name() + "' ";
    Schema schema = SchemaReader.readClosed(parameters(), where);
    Tool.requireObjects(schema, where);
    return new Tool(name(), description(), schema, risk());
  }

  private String name() {
    return function.get("name").asString();
  }

  private String description() {
    if (!function.hasNonNull("description")) {
      return "";
    }
    JsonNode description = function.get("description");
    if (!description.isString()) {
      throw new UsherException(place + "/description", "expected a text, found " + description);
    }
    return description.asString();
  }

  private JsonNode parameters() {
    List<String> keys = PARAMETERS.stream().filter(function::hasNonNull).toList();
    if (keys.size() > 1) {
      throw new UsherException(place, "has both " + String.join(" and ", keys) + "; keep one");
    }
    return keys.isEmpty() ? SchemaReader.noParameters() : function.get(keys.getFirst());
  }

  private Risk risk() {
    if (function.has(RISK)) {
      JsonNode risk = function.get(RISK);
      for (Risk each : Risk.values()) {
        if (word(each).equals(risk.asString(""))) {
          return each;
        }
      }
      throw new UsherException(
          place + "/" + RISK, "expected read, write or destructive, found " + risk);
    }
    if (hint("readOnlyHint")) {
      return Risk.READ;
    }
    return hint("destructiveHint") ? Risk.DESTRUCTIVE : Risk.WRITE;
  }

  private boolean hint(String name) {
    JsonNode hint = function.path("annotations").path(name);
    if (!hint.isMissingNode() && !hint.isBoolean()) {
      throw new UsherException(
          place + "/annotations/" + name, "expected true or false, found " + hint);
    }
    return hint.isBoolean() && hint.asBoolean();
  }

  private static String word(Risk risk) {
    return risk.name().toLowerCase(Locale.ROOT);
  }

  /// The entry as an OpenAI function, in one form whatever the form it came in.
  ObjectNode canonical(Tool tool) {
    ObjectNode canonical = JsonNodeFactory.instance.objectNode().put("name", tool.name());
    if (!tool.description().isEmpty()) {
      canonical.put("description", tool.description());
    }
    canonical.set("parameters", parameters());
    if (tool.risk() != Risk.WRITE) {
      canonical.put(RISK, word(tool.risk()));
    }
    for (Map.Entry<String, JsonNode> said : function.properties()) {
      boolean extension = said.getKey().startsWith("x-") && !said.getKey().equals(RISK);
      if (KEPT.contains(said.getKey()) || extension) {
        canonical.set(said.getKey(), said.getValue());
      }
    }
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("type", "function");
    entry.set("function", canonical);
    return entry;
  }
}
