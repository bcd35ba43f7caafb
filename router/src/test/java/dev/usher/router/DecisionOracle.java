package dev.usher.router;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.usher.tools.FormatOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Judges whole decisions by one JSON Schema document and a validator that knows nothing of the
/// grammar.
final class DecisionOracle {
  /// Reads decisions without rounding, and refuses a key that stands twice.
  static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static final String RUNNING =
      """
      {"type":"object","required":["status","tool_use"],"additionalProperties":false,
       "properties":{"status":{"const":"running"},"tool_use":{"anyOf":[{"$ref":"#/$defs/call"}]}}}
      """;
  private static final String COMPLETE =
      """
      {"type":"object","required":["status","final_answer"],"additionalProperties":false,
       "properties":{"status":{"const":"complete"},"final_answer":{"type":"string"}}}
      """;
  private static final String CALL =
      """
      {"type":"object","required":["tool_name","arguments"],"additionalProperties":false,
       "properties":{"tool_name":{"enum":[]},"arguments":{"type":"object"}},"allOf":[]}
      """;

  private final Schema schema;

  /// @param catalogue of tools, in OpenAI's form
  /// @param options how many calls there may be, and whether answers
  /// @param said what extractive texts may be; where it is empty they are free
  DecisionOracle(ArrayNode catalogue, FormatOptions options, Optional<Set<String>> said) {
    ObjectNode document = EXACT.createObjectNode();
    ArrayNode alternatives = document.putArray("oneOf");
    alternatives.add(running(options.maxCalls()));
    if (options.answers()) {
      alternatives.add(EXACT.readTree(COMPLETE));
    }
    ObjectNode definitions = document.putObject("$defs");
    ObjectNode call = (ObjectNode) EXACT.readTree(CALL);
    definitions.set("call", call);
    definitions.set("said", said(said));
    for (JsonNode tool : catalogue) {
      String name = tool.get("name").asString();
      ((ArrayNode) call.at("/properties/tool_name/enum")).add(name);
      ((ArrayNode) call.get("allOf")).add(arguments(name));
      definitions.set("tool_" + name, parameters(name, tool.get("parameters")));
    }
    this.schema = REGISTRY.getSchema(document);
  }

  private static JsonNode running(int maxCalls) {
    JsonNode running = EXACT.readTree(RUNNING);
    if (maxCalls > 1) {
      ObjectNode several = ((ArrayNode) running.at("/properties/tool_use/anyOf")).addObject();
      several.put("type", "array").put("minItems", 2).put("maxItems", maxCalls);
      several.putObject("items").put("$ref", "#/$defs/call");
    }
    return running;
  }

  /// What holds of the arguments of one tool.
  private static JsonNode arguments(String tool) {
    return EXACT.readTree(
        """
        {"if":{"properties":{"tool_name":{"const":"%1$s"}}},
         "then":{"properties":{"arguments":{"$ref":"#/$defs/tool_%1$s"}}}}
        """
            .formatted(tool));
  }

  private static ObjectNode said(Optional<Set<String>> said) {
    ObjectNode schema = EXACT.createObjectNode();
    said.ifPresent(texts -> {
      schema.putObject("if").put("type", "string");
      ArrayNode values = schema.putObject("then").putArray("enum");
      texts.forEach(values::add);
    });
    return schema;
  }

  /// The parameters of a tool as a part of the document, in the words of JSON Schema alone.
  private static JsonNode parameters(String tool, JsonNode parameters) {
    String text =
        RandomCatalogues.closed(parameters)
            .toString()
            .replace("\"#/$defs/", "\"#/$defs/tool_" + tool + "/$defs/")
            .replace("\"x-usher-extractive\":true", "\"$ref\":\"#/$defs/said\"");
    JsonNode schema = EXACT.readTree(text);
    separateBounds(schema);
    return schema;
  }

  /// Bounds in a schema of their own: beside `"type":"integer"` the validator takes any number for
  /// one of 64 bits, and breaks down over a larger one.
  private static void separateBounds(JsonNode node) {
    node.forEach(DecisionOracle::separateBounds);
    if (node instanceof ObjectNode schema && schema.path("type").asString("").equals("integer")) {
      ObjectNode bounds = EXACT.createObjectNode();
      for (String keyword : List.of("minimum", "maximum")) {
        if (schema.has(keyword)) {
          bounds.set(keyword, schema.remove(keyword));
        }
      }
      schema.putArray("allOf").add(bounds);
    }
  }

  /// Why a decision is none, empty where it is one.
  ///
  /// @throws tools.jackson.databind.exc.JsonNodeException if the validator breaks down
  List<Error> violations(JsonNode decision) {
    return schema.validate(decision);
  }
}
