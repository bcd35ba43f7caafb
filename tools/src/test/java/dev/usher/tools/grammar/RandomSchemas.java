package dev.usher.tools.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Small schemas at random, with few names and values so that they meet often.
final class RandomSchemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "ab", "c", "");
  private static final List<String> CONSTANTS =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "12",
          "-1",
          "0.5",
          "'a'",
          "'ab'",
          "'\u00e9'",
          "[]",
          "{}",
          "{'a':1}",
          "[1,'a']");

  private final Random random;

  RandomSchemas(Random random) {
    this.random = random;
  }

  /// A schema of objects.
  ObjectNode object(int depth) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    List<String> texts = new ArrayList<>();
    for (String name : someNames()) {
      JsonNode property = random.nextInt(3) == 0 ? string() : schema(depth - 1);
      properties.set(name, property);
      if (property.path("type").asString("").equals("string")) {
        texts.add(name);
      }
      if (random.nextInt(3) == 0) {
        required.add(name);
      }
    }
    if (texts.size() > 1 && random.nextBoolean()) {
      schema.putArray("x-usher-different").add(texts.get(0)).add(texts.get(1));
    }
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> schema.set("additionalProperties", schema(depth - 1));
      default -> schema.put("additionalProperties", false);
    }
    return schema;
  }

  private List<String> someNames() {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    return names.subList(0, random.nextInt(names.size()));
  }

  /// Any schema.
  JsonNode schema(int depth) {
    return switch (random.nextInt(depth > 0 ? 13 : 9)) {
      case 0 -> constants();
      case 1, 2 -> string();
      case 3 ->
          bounded(
              "integer",
              Integer.toString(random.nextInt(-12, 4)),
              Integer.toString(random.nextInt(4, 30)));
      case 4 -> bounded("number", random.nextInt(-3, 1) + ".5", "0." + random.nextInt(51, 1000));
      case 5 -> type("boolean");
      case 6 -> type("null");
      case 7 -> random.nextInt(3) > 0 ? type("integer") : NODES.booleanNode(random.nextInt(4) > 0);
      case 8 -> types();
      case 9 -> array(depth);
      case 10, 11 -> object(depth);
      default -> anyOf(depth);
    };
  }

  private static ObjectNode type(String name) {
    return NODES.objectNode().put("type", name);
  }

  private JsonNode types() {
    ObjectNode schema = NODES.objectNode();
    schema.putArray("type").add("null").add(random.nextBoolean() ? "string" : "number");
    return schema;
  }

  private JsonNode constants() {
    ObjectNode schema = NODES.objectNode();
    ArrayNode values = schema.putArray("enum");
    List<String> constants = new ArrayList<>(CONSTANTS);
    Collections.shuffle(constants, random);
    constants.subList(0, 1 + random.nextInt(4)).forEach(c -> values.add(RandomTexts.json(c)));
    return schema;
  }

  private JsonNode bounded(String type, String low, String high) {
    ObjectNode schema = type(type);
    if (random.nextInt(3) > 0) {
      schema.set("minimum", RandomTexts.json(low));
    }
    if (random.nextInt(3) > 0) {
      schema.set("maximum", RandomTexts.json(high));
    }
    return schema;
  }

  private JsonNode string() {
    ObjectNode schema = type("string");
    if (random.nextInt(3) == 0) {
      schema.put("minLength", random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      schema.put("maxLength", 2 + random.nextInt(2));
    }
    if (random.nextInt(4) == 0) {
      schema.put("x-usher-relative-path", true);
    }
    return schema;
  }

  private JsonNode array(int depth) {
    ObjectNode schema = type("array");
    schema.set("items", schema(depth - 1));
    if (random.nextBoolean()) {
      schema.put("minItems", random.nextInt(3));
    }
    if (random.nextBoolean()) {
      schema.put("maxItems", 2 + random.nextInt(2));
    }
    return schema;
  }

  private JsonNode anyOf(int depth) {
    ObjectNode schema = NODES.objectNode();
    ArrayNode alternatives = schema.putArray("anyOf");
    int count = 2 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      alternatives.add(random.nextInt(3) == 0 ? schema(depth - 1) : object(depth - 1));
    }
    return schema;
  }
}
