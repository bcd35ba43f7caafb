package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A random catalogue, and rows that call it: nested arguments, numbers of any size, texts of signs
/// that mean something in one of the forms.
final class RandomRows {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES =
      List.of("to", "Amount", "größe", "x-1", "with space", "items", "type", "description", "名");
  private static final String[] PIECES = {
    "a",
    "Z",
    " ",
    "\n",
    "\t",
    "\"",
    "'",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "(",
    ":",
    ";",
    ",",
    "<",
    ">",
    "|",
    "/",
    "`",
    "```json\n",
    "é",
    "名",
    "🎵",
    "\u0007",
    "</",
    "<|",
    "|}",
    "null",
    "call:",
    "0.5",
    "{\"name\": \"x\"}",
    "user",
    "\n\n",
    "<escap",
    "tools>",
    "\u2028"
  };

  private final Random random;
  private final SequencedMap<String, Supplier<ObjectNode>> calls = new LinkedHashMap<>();
  private final ToolCatalog catalog;

  RandomRows(long seed) {
    random = new Random(seed);
    ArrayNode tools = NODES.arrayNode();
    for (int i = random.nextInt(4); i >= 0; i--) {
      ObjectNode function =
          tools.addObject().put("type", "function").putObject("function").put("name", "tool." + i);
      if (random.nextBoolean()) {
        function.put("description", text());
      }
      calls.put("tool." + i, object(function.putObject("parameters"), 2));
      if (random.nextBoolean()) {
        function.put("x-usher-risk", "read");
      }
    }
    catalog = ToolCatalog.parse(JsonText.line(tools), "random");
  }

  ToolCatalog catalog() {
    return catalog;
  }

  List<Example> examples(int count) {
    List<Candidate> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rows.add(new Candidate(request(), decision(), new Provenance("random", i), Optional.empty()));
    }
    return new ExampleValidator(catalog).require(rows);
  }

  private Request request() {
    List<Request.Turn> history = new ArrayList<>();
    for (int i = random.nextInt(6); i > 3; i--) {
      history.add(new Request.Turn(text() + "?", decision()));
    }
    return new Request(history, text() + "?");
  }

  private Decision decision() {
    if (random.nextInt(5) == 0) {
      return new Decision.Answer("No" + text());
    }
    List<String> names = new ArrayList<>(calls.keySet());
    List<ToolCall> some = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String name = names.get(random.nextInt(names.size()));
      some.add(new ToolCall(name, calls.get(name).get()));
    }
    return new Decision.Call(some);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /// Fills in a schema and returns what makes values of it.
  private Supplier<ObjectNode> object(ObjectNode schema, int depth) {
    ObjectNode properties =
        schema.put("type", "object").put("additionalProperties", false).putObject("properties");
    Map<String, Supplier<JsonNode>> members = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (random.nextInt(3) == 0) {
        members.put(name, value(properties.putObject(name), depth));
      }
    }
    return () -> {
      ObjectNode object = NODES.objectNode();
      members.forEach((name, value) -> {
        if (random.nextInt(4) > 0) {
          object.set(name, value.get());
        }
      });
      return object;
    };
  }

  private Supplier<JsonNode> value(ObjectNode schema, int depth) {
    if (random.nextBoolean()) {
      schema.put("description", text());
    }
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0, 1 -> typed(schema, "string", () -> NODES.stringNode(text()));
      case 2 -> typed(schema, "integer", () -> NODES.numberNode(new BigInteger(200, random)));
      case 3 -> typed(schema, "number", this::decimal);
      case 4 -> typed(schema, "boolean", () -> NODES.booleanNode(random.nextBoolean()));
      case 5 -> {
        String constant = text();
        schema.putArray("enum").add(constant).add(7).add(true);
        yield () -> NODES.stringNode(constant);
      }
      case 6 -> {
        Supplier<ObjectNode> object = object(schema, depth - 1);
        yield object::get;
      }
      default -> array(schema, depth);
    };
  }

  private Supplier<JsonNode> array(ObjectNode schema, int depth) {
    schema.put("type", "array");
    Supplier<JsonNode> item = value(schema.putObject("items"), depth - 1);
    return () -> {
      ArrayNode array = NODES.arrayNode();
      for (int i = random.nextInt(3); i > 0; i--) {
        array.add(item.get());
      }
      return array;
    };
  }

  private JsonNode decimal() {
    return NODES.numberNode(
        new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(-3, 30)));
  }

  private static Supplier<JsonNode> typed(
      ObjectNode schema, String type, Supplier<JsonNode> value) {
    schema.put("type", type);
    return value;
  }
}
