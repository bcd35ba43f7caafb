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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a catalogue says of its arguments beyond what they may be.
final class ArgumentNotes {
  /// The end of a description such as "When, as said: tomorrow, at 7 PM …".
  private static final Pattern SAMPLES = Pattern.compile("[:(]\\s*([^:()]+?,[^:()]+?)\\s*[…)]");

  private static final Note NONE = new Note(List.of(), Optional.empty());

  private final Map<String, Map<String, Note>> notes = new HashMap<>();

  /// @param examples values that its owner gives, by `examples` or in the description
  /// @param kind what the argument is, by its name or its description
  record Note(List<JsonNode> examples, Optional<ArgumentKind> kind) {
    /// Of an argument of which only the name is known.
    static Note of(String argument) {
      return new Note(List.of(), ArgumentKind.of(argument));
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
    JsonNode schema = property;
    if (property.has("$ref")) {
      String reference = property.get("$ref").asString();
      schema = definitions.path(reference.substring(reference.lastIndexOf('/') + 1));
    }
    String description =
        property.path("description").asString(schema.path("description").asString(""));
    List<JsonNode> examples = new ArrayList<>();
    schema.path("examples").values().forEach(examples::add);
    return new Note(
        examples.isEmpty() ? samples(description) : examples,
        ArgumentKind.of(argument, description));
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
