package dev.usher.router;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes catalogues that use every supported keyword, in awkward ways. No constant is extractive.
final class RandomCatalogues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] TOOLS = {
    "get", "get_all", "get.all", "set", "a", "a-b", "go_to_the"
  };
  private static final String[] KEYS = {
    "a",
    "ab",
    "abc",
    "city",
    "city_name",
    "größe",
    "two words",
    "q\"t",
    "back\\slash",
    "日本",
    "x1",
    "=",
    "",
    "new\nline",
    "🙂"
  };
  private static final String[] WORDS = {
    "",
    "on",
    "on call",
    "off",
    "é",
    "a\"b",
    "tab\there",
    "\u0001",
    "🙂🙂",
    "null",
    "1",
    "日本語",
    "/",
    "\\"
  };
  private static final String[] DEFINITIONS = {"a", "b/c", "d~e"};
  private static final String[] TYPES = {"string", "integer", "boolean", "null", "array", "object"};

  private final Random random;
  private ObjectNode definitions = JSON.objectNode();

  private RandomCatalogues(long seed) {
    this.random = new Random(seed);
  }

  /// A list of functions in OpenAI's form.
  static ArrayNode make(long seed) {
    return new RandomCatalogues(seed).catalogue();
  }

  private ArrayNode catalogue() {
    ArrayNode tools = JSON.arrayNode();
    for (String name : some(TOOLS, 1 + random.nextInt(3))) {
      define();
      ObjectNode parameters = parameters();
      if (!definitions.isEmpty()) {
        parameters.set("$defs", definitions);
      }
      tools.addObject().put("name", name).set("parameters", parameters);
    }
    return tools;
  }

  /// A definition refers to earlier ones at most.
  private void define() {
    definitions = JSON.objectNode();
    for (String name : some(DEFINITIONS, random.nextInt(4))) {
      JsonNode schema = schema(1);
      definitions.set(name, schema);
    }
  }

  private ObjectNode parameters() {
    if (random.nextInt(6) == 0) {
      return variants();
    }
    ObjectNode parameters = object(2);
    boolean another = parameters.path("properties").isEmpty() && random.nextInt(4) > 0;
    return another ? object(2) : parameters;
  }

  /// Objects told apart by a constant.
  private ObjectNode variants() {
    ObjectNode schema = JSON.objectNode();
    ArrayNode alternatives = schema.putArray("oneOf");
    for (String kind : some(WORDS, 2)) {
      ObjectNode alternative = object(1);
      alternative.put("additionalProperties", false);
      ObjectNode properties = (ObjectNode) alternative.get("properties");
      properties.putObject("kind").put("const", kind);
      required(alternative).add("kind");
      alternatives.add(alternative);
    }
    return schema;
  }

  private List<String> some(String[] all, int count) {
    List<String> shuffled = new ArrayList<>(List.of(all));
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.min(count, shuffled.size()));
  }

  private ObjectNode object(int depth) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    List<String> strings = new ArrayList<>();
    for (String key : some(KEYS, random.nextInt(5))) {
      JsonNode property = schema(depth - 1);
      properties.set(key, property);
      if (property.path("type").asString("").equals("string")) {
        strings.add(key);
      }
      if (random.nextBoolean()) {
        required(schema).add(key);
      }
    }
    if (strings.size() > 1 && random.nextBoolean()) {
      schema.putArray("x-usher-different").add(strings.get(0)).add(strings.get(1));
    }
    switch (random.nextInt(5)) {
      case 0 -> schema.put("additionalProperties", true);
      case 1 -> schema.set("additionalProperties", schema(Math.min(depth - 1, 0)));
      case 2, 3 -> schema.put("additionalProperties", false);
      default -> {}
    }
    return schema;
  }

  private static ArrayNode required(ObjectNode schema) {
    return schema.has("required")
        ? (ArrayNode) schema.get("required")
        : schema.putArray("required");
  }

  private JsonNode schema(int depth) {
    return switch (random.nextInt(depth > 0 ? 13 : 9)) {
      case 0 -> string();
      case 1 -> string().put("x-usher-relative-path", true);
      case 2 -> integer();
      case 3 -> number();
      case 4 -> JSON.objectNode().set("enum", constants());
      case 5 -> JSON.objectNode().set("const", constants().get(0));
      case 6 -> JSON.objectNode().put("type", random.nextBoolean() ? "boolean" : "null");
      case 7 -> types();
      case 8 -> reference();
      case 9 -> array(depth);
      case 10 -> object(depth);
      case 11 -> union(depth);
      default -> random.nextInt(4) == 0 ? JSON.objectNode() : string();
    };
  }

  /// To what is defined so far; a text where nothing is.
  private ObjectNode reference() {
    List<String> names = List.copyOf(definitions.propertyNames());
    if (names.isEmpty()) {
      return string();
    }
    String name = names.get(random.nextInt(names.size())).replace("~", "~0").replace("/", "~1");
    ObjectNode schema = JSON.objectNode().put("$ref", "#/$defs/" + name);
    return random.nextBoolean() ? schema : schema.put("minLength", random.nextInt(3));
  }

  private ObjectNode string() {
    ObjectNode schema = JSON.objectNode().put("type", "string");
    if (random.nextBoolean()) {
      schema.put("x-usher-extractive", true);
    }
    int least = random.nextInt(4);
    if (random.nextBoolean()) {
      schema.put("minLength", least);
    }
    if (random.nextInt(3) == 0) {
      schema.put("maxLength", least + 1 + random.nextInt(random.nextBoolean() ? 4 : 80));
    }
    return schema;
  }

  private ObjectNode integer() {
    ObjectNode schema = JSON.objectNode().put("type", "integer");
    long least =
        random.nextInt(3) == 0 ? random.nextLong(-1L << 60, 1L << 60) : random.nextInt(-20, 20);
    if (random.nextBoolean()) {
      schema.put("minimum", least);
    }
    if (random.nextBoolean()) {
      schema.put("maximum", least + random.nextInt(300));
    }
    return schema;
  }

  private ObjectNode number() {
    ObjectNode schema = JSON.objectNode().put("type", "number");
    double least = random.nextInt(-2000, 2000) / 100.0;
    if (random.nextBoolean()) {
      schema.put("minimum", least);
    }
    if (random.nextBoolean()) {
      schema.put("maximum", least + random.nextInt(1, 900) / 8.0);
    }
    return schema;
  }

  private ArrayNode constants() {
    ArrayNode values = JSON.arrayNode();
    some(WORDS, 1 + random.nextInt(3)).forEach(values::add);
    if (random.nextBoolean()) {
      values.add(random.nextInt(100)).add(random.nextBoolean()).addNull().add(-0.5);
    }
    if (random.nextInt(3) == 0) {
      values.addObject().put("a", 1).putArray("b").add("x");
    }
    return values;
  }

  private ObjectNode types() {
    ObjectNode schema = JSON.objectNode();
    ArrayNode types = schema.putArray("type");
    List<String> names = some(TYPES, 1 + random.nextInt(3));
    names.forEach(types::add);
    if (names.contains("string") && random.nextBoolean()) {
      schema.put("x-usher-extractive", true);
    }
    return schema;
  }

  private ObjectNode array(int depth) {
    ObjectNode schema = JSON.objectNode().put("type", "array");
    schema.set("items", schema(depth - 1));
    int least = random.nextInt(3);
    if (random.nextBoolean()) {
      schema.put("minItems", least);
    }
    if (random.nextBoolean()) {
      schema.put("maxItems", least + random.nextInt(3));
    }
    return schema;
  }

  private ObjectNode union(int depth) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode alternatives = schema.putArray("anyOf");
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      alternatives.add(schema(depth - 1));
    }
    return schema;
  }

  /// The same schemas as a validator has to read them: a tool without `additionalProperties` takes
  /// no other arguments.
  static ObjectNode closed(JsonNode parameters) {
    ObjectNode schema = (ObjectNode) JsonMapper.shared().readTree(parameters.toString());
    if (schema.has("type") && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }
}
