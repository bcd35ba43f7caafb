package dev.usher.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

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
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String source;

  CatalogReader(String source) {
    this.source = source;
  }

  ToolCatalog read(String text) {
    List<Tool> tools = new ArrayList<>();
    ArrayNode functions = JSON.createArrayNode();
    Map<String, String> places = new HashMap<>();
    for (ToolReader entry : entries(document(text))) {
      Tool tool = entry.tool();
      String earlier = places.putIfAbsent(tool.name(), entry.place());
      if (earlier != null) {
        throw new UsherException(
            entry.place(),
            "tool '" + tool.name() + "' stands twice, also at " + earlier + "; rename one");
      }
      tools.add(tool);
      functions.add(entry.canonical(tool));
    }
    if (tools.isEmpty()) {
      throw new UsherException(source, "has no tools; list at least one");
    }
    return new ToolCatalog(tools, functions);
  }

  private JsonNode document(String marked) {
    String text = marked.startsWith(BYTE_ORDER_MARK) ? marked.substring(1) : marked;
    if (text.isBlank()) {
      throw new UsherException(source, "is empty; list at least one tool");
    }
    String start = text.stripLeading();
    boolean json = start.startsWith("[") || start.startsWith("{");
    try {
      return json ? JSON.readTree(text) : yaml(text);
    } catch (JacksonException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("it ends too early");
      throw new UsherException(
          source + at(e.getLocation()), "is no valid " + (json ? "JSON: " : "YAML: ") + reason);
    }
  }

  private JsonNode yaml(String text) {
    try (JsonParser parser = YAML.createParser(text)) {
      while (parser.nextToken() != null) {
        requireJson((YAMLParser) parser);
      }
    }
    return YAML.readTree(text);
  }

  /// Refuses what YAML has beyond JSON and a tree of values would lose.
  private void requireJson(YAMLParser parser) {
    String place = source + at(parser.currentTokenLocation());
    if (parser.isCurrentAlias()) {
      throw new UsherException(
          place, "alias '*" + parser.getString() + "' is not supported; write it out");
    }
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
      throw new UsherException(place, "expected a finite number, found " + parser.getString());
    }
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
  }

  private List<ToolReader> entries(JsonNode document) {
    if (document.has("jsonrpc") && document.has("error")) {
      throw new UsherException(
          source, "is the error of an MCP server, not its tools: " + document.get("error"));
    }
    boolean answer = document.has("result");
    JsonNode result = answer ? document.get("result") : document;
    if (result.has("tools") && result.hasNonNull("nextCursor")) {
      throw new UsherException(
          source, "is only one page of tools/list; fetch the pages after its 'nextCursor' too");
    }
    boolean named = result.has("tools");
    JsonNode list = named ? result.get("tools") : result;
    if (!list.isArray()) {
      throw new UsherException(
          source,
          "expected a list of OpenAI functions or the result of MCP's tools/list, found "
              + document.getNodeType());
    }
    String prefix = source + "#" + (answer ? "/result" : "") + (named ? "/tools" : "");
    List<ToolReader> entries = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      entries.add(ToolReader.of(list.get(i), source, prefix + "/" + i));
    }
    return entries;
  }
}
