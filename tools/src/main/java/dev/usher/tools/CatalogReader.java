package dev.usher.tools;

import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.SchemaReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Recognises the forms in which catalogues come and brings them to one: a list of OpenAI
/// functions.
final class CatalogReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final String source;
  private final List<Tool> tools = new ArrayList<>();
  private final ArrayNode functions = JSON.createArrayNode();

  CatalogReader(String source) {
    this.source = source;
  }

  ToolCatalog read(String text) {
    JsonNode list = list(document(text));
    for (int i = 0; i < list.size(); i++) {
      add(list.get(i), "/" + i);
    }
    return new ToolCatalog(tools, functions, source);
  }

  private JsonNode document(String text) {
    String start = text.stripLeading();
    boolean json = start.startsWith("[") || start.startsWith("{");
    try {
      return (json ? JSON : YAML).readTree(text);
    } catch (JacksonException e) {
      var location = e.getLocation();
      String at = location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
      throw new UsherException(
          source + at, "is no valid " + (json ? "JSON" : "YAML") + ": " + e.getOriginalMessage());
    }
  }

  private JsonNode list(JsonNode document) {
    JsonNode result = document.has("result") ? document.get("result") : document;
    JsonNode list = result.has("tools") ? result.get("tools") : result;
    if (!list.isArray()) {
      throw new UsherException(
          source,
          "expected a list of OpenAI functions or the result of MCP's tools/list, found "
              + document.getNodeType());
    }
    return list;
  }

  private void add(JsonNode entry, String at) {
    boolean wrapped = entry.path("type").asString("").equals("function") && entry.has("function");
    JsonNode function = wrapped ? entry.get("function") : entry;
    String place = source + "#" + at;
    if (!function.isObject() || !function.path("name").isString()) {
      throw new UsherException(place, "expected a tool, an object with a 'name'");
    }
    String name = function.get("name").asString();
    Tool.requireName(name, place);
    JsonNode parameters = parameters(function);
    String tool = source + " tool '" + name + "' ";
    Schema schema = SchemaReader.readClosed(parameters, tool);
    requireObjects(schema, tool);
    String description = function.path("description").asString("");
    tools.add(new Tool(name, description, schema, risk(function, place)));
    functions.add(canonical(name, description, parameters, risk(function, place)));
  }

  private static JsonNode parameters(JsonNode function) {
    for (String key : List.of("parameters", "inputSchema", "input_schema")) {
      if (function.has(key) && !function.get(key).isNull()) {
        return function.get(key);
      }
    }
    return SchemaReader.noParameters();
  }

  private static void requireObjects(Schema schema, String tool) {
    switch (schema) {
      case Schema.ObjectSchema _ -> {}
      case Schema.UnionSchema union ->
          union.alternatives().forEach(alternative -> requireObjects(alternative, tool));
      case Schema.NothingSchema _ ->
          throw new UsherException(tool, "no arguments can fit its schema; it contradicts itself");
      default ->
          throw new UsherException(tool, "expected the schema of an object, the tool's arguments");
    }
  }

  private static Risk risk(JsonNode function, String place) {
    JsonNode own = function.path("x-usher-risk");
    if (own.isString()) {
      try {
        return Risk.valueOf(own.asString().toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new UsherException(
            place + "/x-usher-risk", "expected read, write or destructive, found " + own);
      }
    }
    JsonNode hints = function.path("annotations");
    if (hints.path("readOnlyHint").asBoolean(false)) {
      return Risk.READ;
    }
    return hints.path("destructiveHint").asBoolean(false) ? Risk.DESTRUCTIVE : Risk.WRITE;
  }

  private static ObjectNode canonical(
      String name, String description, JsonNode parameters, Risk risk) {
    ObjectNode function = JSON.createObjectNode().put("name", name);
    if (!description.isEmpty()) {
      function.put("description", description);
    }
    function.set("parameters", parameters);
    if (risk != Risk.WRITE) {
      function.put("x-usher-risk", risk.name().toLowerCase(Locale.ROOT));
    }
    ObjectNode entry = JSON.createObjectNode().put("type", "function");
    entry.set("function", function);
    return entry;
  }
}
