package dev.usher.dataset.offline;

import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a catalogue says of its arguments beyond what they may be.
final class ArgumentNotes {
  /// The end of a description such as "When, as said: tomorrow, at 7 PM …".
  private static final Pattern SAMPLES = Pattern.compile("[:(]\\s*([^:()]+?,[^:()]+?)\\s*[…)]");

  private static final Note NONE =
      new Note(List.of(), Optional.empty(), Optional.empty(), Map.of());

  private final Map<String, Map<String, Note>> notes = new HashMap<>();

  /// @param examples values that its owner gives, by `examples` or in the description
  /// @param kind what the argument is, by its name or its description
  /// @param format how its texts are spelled; of a list that of its items
  /// @param formats the same of its own properties, by name
  record Note(
      List<JsonNode> examples,
      Optional<ArgumentKind> kind,
      Optional<Format> format,
      Map<String, Format> formats) {
    /// Of an argument of which only the name is known.
    static Note of(String argument) {
      return new Note(List.of(), ArgumentKind.of(argument), Optional.empty(), Map.of());
    }

    /// Of one of its own properties.
    Note property(String name) {
      return new Note(
          List.of(), ArgumentKind.of(name), Optional.ofNullable(formats.get(name)), Map.of());
    }
  }

  ArgumentNotes(ToolCatalog catalog) {
    for (JsonNode function : catalog.functions()) {
      Map<String, Note> ofTool = new HashMap<>();
      JsonNode parameters = function.path("parameters");
      collect(parameters, parameters.path("$defs"), ofTool);
      notes.put(function.path("name").asString(), ofTool);
    }
  }

  private static void collect(JsonNode schema, JsonNode definitions, Map<String, Note> notes) {
    schema
        .path("properties")
        .properties()
        .forEach(each ->
            notes.putIfAbsent(each.getKey(), note(each.getKey(), each.getValue(), definitions)));
    for (String alternatives : List.of("anyOf", "oneOf", "allOf")) {
      schema.path(alternatives).values().forEach(each -> collect(each, definitions, notes));
    }
  }

  private static Note note(String argument, JsonNode property, JsonNode definitions) {
    JsonNode schema = resolved(property, definitions);
    String description =
        property.path("description").asString(schema.path("description").asString(""));
    List<JsonNode> examples = new ArrayList<>();
    schema.path("examples").values().forEach(examples::add);
    return new Note(
        examples.isEmpty() ? samples(description) : examples,
        ArgumentKind.of(argument, description),
        format(schema, definitions),
        formats(schema, definitions));
  }

  private static JsonNode resolved(JsonNode schema, JsonNode definitions) {
    if (!schema.has("$ref")) {
      return schema;
    }
    String reference = schema.get("$ref").asString();
    return definitions.path(reference.substring(reference.lastIndexOf('/') + 1));
  }

  /// The schema itself, what its alternatives are, and what its items are.
  private static Stream<JsonNode> within(JsonNode schema, JsonNode definitions) {
    Stream<JsonNode> inner =
        Stream.of("anyOf", "oneOf").flatMap(key -> schema.path(key).valueStream());
    Stream<JsonNode> items = schema.has("items") ? Stream.of(schema.get("items")) : Stream.empty();
    return Stream.concat(
        Stream.of(schema),
        Stream.concat(inner, items)
            .flatMap(each -> within(resolved(each, definitions), definitions)));
  }

  private static Optional<Format> format(JsonNode schema, JsonNode definitions) {
    return within(schema, definitions)
        .flatMap(each -> Format.of(each.path("format").asString("")).stream())
        .findFirst();
  }

  private static Map<String, Format> formats(JsonNode schema, JsonNode definitions) {
    Map<String, Format> formats = new HashMap<>();
    within(schema, definitions)
        .flatMap(each -> each.path("properties").properties().stream())
        .forEach(each ->
            format(resolved(each.getValue(), definitions), definitions)
                .ifPresent(format -> formats.putIfAbsent(each.getKey(), format)));
    return formats;
  }

  private static List<JsonNode> samples(String description) {
    Matcher matcher = SAMPLES.matcher(description);
    List<JsonNode> samples = new ArrayList<>();
    if (matcher.find()) {
      for (String sample : matcher.group(1).split("\\s*,\\s*", -1)) {
        samples.add(JsonMapper.shared().getNodeFactory().stringNode(sample));
      }
    }
    return samples;
  }

  Note of(Tool tool, String argument) {
    return notes.getOrDefault(tool.name(), Map.of()).getOrDefault(argument, NONE);
  }
}
