package dev.usher.dataset.source;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonText;
import dev.usher.tools.ToolCatalog;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a catalogue for a source that has none, as an OpenAI function list.
///
/// Inferred from rows: a tool for each name that is called, a property for each argument that is
/// given, its type the union of the types seen (whole numbers are numbers too), items and nested
/// objects likewise. Nothing is required and no value is ruled out: absence from some rows proves
/// neither.
final class CatalogueText {

  private CatalogueText() {}

  /// A tool without arguments.
  record Entry(String name, String description) {}

  static String withoutArguments(List<Entry> entries) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Entry entry : entries) {
      addTool(list, entry, new Shape());
    }
    return JsonText.line(list);
  }

  /// The catalogue of what the rows call.
  static ToolCatalog infer(List<Candidate> candidates, String source) {
    SequencedMap<String, Shape> tools = new TreeMap<>();
    for (Candidate candidate : candidates) {
      Stream.concat(candidate.request().decisions().stream(), Stream.of(candidate.decision()))
          .flatMap(decision -> decision.calls().stream())
          .forEach(
              call -> tools.computeIfAbsent(call.name(), _ -> new Shape()).see(call.arguments()));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    tools.forEach((name, shape) -> addTool(list, new Entry(name, words(name)), shape));
    return ToolCatalog.parse(JsonText.line(list), source);
  }

  private static void addTool(ArrayNode list, Entry entry, Shape parameters) {
    ObjectNode function = list.addObject().put("type", "function").putObject("function");
    function.put("name", entry.name()).put("description", entry.description());
    parameters.writeObject(function.putObject("parameters"));
  }

  /// A name's words as the start of a sentence: `bill_due` gives `Bill due`.
  static String words(String name) {
    String words = name.replaceAll("[^A-Za-z0-9]+", " ").strip();
    return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    NULL,
    ARRAY,
    OBJECT
  }

  /// What was seen in one place.
  private static final class Shape {

    private final Map<Type, Integer> seen = new EnumMap<>(Type.class);
    private final SequencedMap<String, Shape> properties = new TreeMap<>();
    private final List<JsonNode> items = new ArrayList<>();

    void see(JsonNode value) {
      Type type = Type.valueOf(JsonText.kind(value).toUpperCase(Locale.ROOT));
      seen.merge(type, 1, Integer::sum);
      if (value.isObject()) {
        value
            .properties()
            .forEach(each ->
                properties.computeIfAbsent(each.getKey(), _ -> new Shape()).see(each.getValue()));
      } else if (value.isArray()) {
        value.values().forEach(items::add);
      }
    }

    void writeObject(ObjectNode schema) {
      schema.put("type", "object");
      ObjectNode fields = schema.putObject("properties");
      properties.forEach((name, shape) -> shape.write(fields.putObject(name)));
      schema.put("additionalProperties", false);
    }

    private void write(ObjectNode schema) {
      if (seen.containsKey(Type.NUMBER)) {
        seen.remove(Type.INTEGER);
      }
      if (seen.size() == 1) {
        write(seen.keySet().iterator().next(), schema);
        return;
      }
      ArrayNode alternatives = schema.putArray("anyOf");
      seen.keySet().forEach(type -> write(type, alternatives.addObject()));
    }

    private void write(Type type, ObjectNode schema) {
      switch (type) {
        case OBJECT -> writeObject(schema);
        case ARRAY -> {
          schema.put("type", "array");
          if (!items.isEmpty()) {
            Shape item = new Shape();
            items.forEach(item::see);
            item.write(schema.putObject("items"));
          }
        }
        case STRING, INTEGER, NUMBER, BOOLEAN, NULL ->
            schema.put("type", type.name().toLowerCase(Locale.ROOT));
      }
    }
  }
}
