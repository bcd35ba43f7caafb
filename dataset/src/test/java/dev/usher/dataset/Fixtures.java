package dev.usher.dataset;

import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/// A small catalogue and short ways to write rows for tests.
public final class Fixtures {

  public static final String TOOLS =
      """
      [
       {"type": "function", "function": {"name": "play", "description": "Play music.", "parameters": {
         "type": "object", "additionalProperties": false, "properties": {
           "artist": {"type": "string"},
           "track": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
           "volume": {"type": "integer", "minimum": 0, "maximum": 10}}}}},
       {"type": "function", "function": {"name": "stop", "description": "Stop.", "parameters": {
         "type": "object", "additionalProperties": false, "properties": {}}}}
      ]
      """;

  /// How a data folder of no particular origin was made.
  public static final ImportRecord MADE =
      new ImportRecord(
          "plain",
          42,
          OptionalInt.empty(),
          "given",
          "given",
          "given",
          List.of(),
          List.of(),
          List.of());

  private static final ToolCatalog CATALOG = ToolCatalog.parse(TOOLS, "tools.json");

  private Fixtures() {}

  public static ToolCatalog catalog() {
    return CATALOG;
  }

  public static Decision call(String name, String arguments) {
    return new Decision.Call(List.of(toolCall(name, arguments)));
  }

  public static ToolCall toolCall(String name, String arguments) {
    return new ToolCall(name, (ObjectNode) JsonText.parse(arguments, "test"));
  }

  public static Candidate candidate(String text, Decision decision) {
    return new Candidate(text, decision, new Provenance("rows.jsonl", 1));
  }

  public static Example example(String text, Decision decision) {
    return new ExampleValidator(catalog()).require(List.of(candidate(text, decision))).getFirst();
  }

  public static Example play(String text, String artist) {
    return example(text, call("play", "{\"artist\": \"" + artist + "\"}"));
  }

  public static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files in a folder, so that a test can see that nothing half-written is left.
  public static List<String> names(Path folder) {
    try (var files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
