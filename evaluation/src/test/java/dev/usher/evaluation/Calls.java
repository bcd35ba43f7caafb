package dev.usher.evaluation;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A small catalogue and short ways to write decisions for tests.
public final class Calls {

  public static final ToolCatalog CATALOG =
      ToolCatalog.parse(
          """
          [
           {"type": "function", "function": {"name": "play", "description": "Play.", "parameters": {
             "type": "object", "additionalProperties": false, "properties": {
               "artist": {"type": "string"}, "track": {"type": "string"}, "volume": {"type": "number"},
               "tags": {"type": "array", "items": {"type": "string"}},
               "where": {"type": "object", "properties": {"room": {"type": "string"}, "floor": {"type": "number"}}}}}}},
           {"type": "function", "function": {"name": "stop", "description": "Stop.", "parameters": {
             "type": "object", "additionalProperties": false, "properties": {}}}}
          ]
          """,
          "tools.json");

  private Calls() {}

  /// Calls written as `name`, `arguments`, `name`, `arguments` …
  public static Decision call(String... namesAndArguments) {
    List<ToolCall> calls =
        Stream.iterate(0, i -> i < namesAndArguments.length, i -> i + 2)
            .map(i ->
                new ToolCall(
                    namesAndArguments[i],
                    (ObjectNode) JsonText.parse(namesAndArguments[i + 1], "test")))
            .toList();
    return new Decision.Call(calls);
  }

  public static Decision answer(String text) {
    return new Decision.Answer(text);
  }

  public static Example example(String text, Decision decision) {
    Candidate candidate = new Candidate(text, decision, new Provenance("rows.jsonl", 1));
    return new ExampleValidator(CATALOG).require(List.of(candidate)).getFirst();
  }

  public static Prediction decided(Decision decision) {
    return Prediction.decided(decision, 0.9, 10);
  }

  public static Lineage lineage() {
    LinkedHashMap<String, String> settings = new LinkedHashMap<>();
    settings.put("format", "compact");
    return new Lineage(
        new Lineage.Artefact("models/<assistant>", "aa".repeat(32)),
        new Lineage.Artefact("test.jsonl", "bb".repeat(32)),
        CATALOG.hash(),
        Optional.of("0123456789abcdef"),
        "0.1.0",
        new Machine("Some CPU", 2, "Linux 6", "25"),
        Instant.parse("2026-01-02T03:04:05Z"),
        settings);
  }
}
