package dev.usher.tools.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Schemas and values drawn from a small world, so that a value often fits and often just fails to.
public final class RandomDocuments {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "c/d");
  private static final List<String> TEXTS = List.of("", "a", "ab", "abc", "😀", "é😀", "x/y");
  private static final List<String> NUMBERS =
      List.of("-2", "-1", "0", "1", "1.0", "1.5", "2", "2.50", "3e0", "9007199254740993", "1e400");
  private static final List<String> TYPES =
      List.of("null", "boolean", "integer", "number", "string", "array", "object");
  private static final int DEFINITIONS = 2;

  private final Random random;
  private final boolean combined;

  /// @param combined whether `anyOf`, `oneOf` and `$ref` may be used
  public RandomDocuments(long seed, boolean combined) {
    this.random = new Random(seed);
    this.combined = combined;
  }

  /// A schema document, of any type at its root.
  public ObjectNode document() {
    return withDefinitions(keywords(3));
  }

  /// The schema of an object.
  public ObjectNode parameters() {
    ObjectNode schema = keywords(3);
    schema.remove(List.of("enum", "const", "$ref"));
    if (!schema.has("properties")) {
      objectKeywords(schema, 3);
    }
    return withDefinitions(schema.put("type", "object"));
  }

  private ObjectNode withDefinitions(ObjectNode schema) {
    if (combined) {
      ObjectNode definitions = schema.putObject("$defs");
      for (int i = 0; i < DEFINITIONS; i++) {
        ObjectNode definition = new RandomDocuments(random.nextLong(), false).keywords(1);
        definitions.set("d" + i, definition);
      }
    }
    return schema;
  }

  private JsonNode schema(int depth) {
    return chance(12) ? JSON.booleanNode(random.nextBoolean()) : keywords(depth);
  }

  private ObjectNode keywords(int depth) {
    ObjectNode schema = JSON.objectNode();
    if (!chance(4)) {
      schema.set("type", type());
    }
    if (chance(3)) {
      bounds(schema, "minimum", "maximum", true);
    }
    if (chance(3)) {
      bounds(schema, "minLength", "maxLength", false);
    }
    if (depth > 0 && chance(2)) {
      objectKeywords(schema, depth);
    }
    if (depth > 0 && chance(3)) {
      arrayKeywords(schema, depth);
    }
    if (chance(6)) {
      ArrayNode values = schema.putArray("enum");
      for (int i = random.nextInt(4); i >= 0; i--) {
        values.add(value(2));
      }
    }
    if (chance(15)) {
      schema.set("const", value(2));
    }
    if (combined && depth > 0) {
      combinations(schema, depth);
    }
    return schema;
  }

  private JsonNode type() {
    if (!chance(3)) {
      return JSON.stringNode(pick(TYPES));
    }
    ArrayNode types = JSON.arrayNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String type = pick(TYPES);
      if (types.valueStream().noneMatch(known -> known.asString().equals(type))) {
        types.add(type);
      }
    }
    return types;
  }

  private void bounds(ObjectNode schema, String low, String high, boolean ofNumbers) {
    for (String keyword : List.of(low, high)) {
      if (chance(2)) {
        int offset = keyword.equals(high) ? 2 : 0;
        BigDecimal bound = new BigDecimal(random.nextInt(ofNumbers ? -2 : 0, 2) + offset);
        boolean between = ofNumbers && chance(3);
        schema.put(keyword, between ? bound.add(new BigDecimal("0.5")) : bound);
      }
    }
  }

  private void objectKeywords(ObjectNode schema, int depth) {
    ObjectNode properties = JSON.objectNode();
    NAMES.stream().filter(_ -> chance(2)).forEach(n -> properties.set(n, schema(depth - 1)));
    if (!properties.isEmpty() || chance(3)) {
      schema.set("properties", properties);
    }
    if (chance(2)) {
      ArrayNode required = schema.putArray("required");
      NAMES.stream().filter(_ -> chance(3)).forEach(required::add);
    }
    if (chance(4)) {
      schema.set("additionalProperties", chance(2) ? JSON.booleanNode(false) : schema(depth - 1));
    }
  }

  private void arrayKeywords(ObjectNode schema, int depth) {
    if (chance(2)) {
      schema.set("items", schema(depth - 1));
    }
    bounds(schema, "minItems", "maxItems", false);
  }

  private void combinations(ObjectNode schema, int depth) {
    for (String keyword : List.of("anyOf", "oneOf")) {
      if (chance(4)) {
        ArrayNode alternatives = schema.putArray(keyword);
        for (int i = random.nextInt(3); i >= 0; i--) {
          alternatives.add(schema(depth - 1));
        }
      }
    }
    if (chance(6)) {
      schema.put("$ref", "#/$defs/d" + random.nextInt(DEFINITIONS));
    }
  }

  /// A value; an object where the depth allows more often than anything else.
  public JsonNode value(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 5)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2, 3 -> JSON.numberNode(new BigDecimal(pick(NUMBERS)));
      case 4 -> JSON.stringNode(pick(TEXTS));
      case 5, 6 -> list(depth);
      default -> object(depth);
    };
  }

  /// An object.
  public ObjectNode object(int depth) {
    ObjectNode object = JSON.objectNode();
    NAMES.stream().filter(_ -> chance(2)).forEach(n -> object.set(n, value(depth - 1)));
    if (chance(8)) {
      object.set("more", value(depth - 1));
    }
    return object;
  }

  private ArrayNode list(int depth) {
    ArrayNode list = JSON.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(depth - 1));
    }
    return list;
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
