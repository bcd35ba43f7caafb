package dev.usher.dataset.source;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.source.Imported.Origin;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads OpenAI chat rows: the first turn of each conversation.
///
/// The catalogue is the source's `tools.json`, else the union of the tools that the rows carry,
/// which must agree on each name. System messages are left out, since a router's prompt is its own,
/// and so is what follows the first reply; the manifest counts both.
final class ChatImporter implements Importer {

  @Override
  public Imported read(Source source) {
    return new Reading(source).read();
  }

  private static final class Reading {

    private record Tool(JsonNode definition, String where) {}

    private final Source source;
    private final SequencedMap<String, List<Tool>> tools = new TreeMap<>();
    private final List<Dropped> dropped = new ArrayList<>();
    private int systems;
    private int longer;

    Reading(Source source) {
      this.source = source;
    }

    Imported read() {
      SplitFiles files = SplitFiles.of(source);
      List<Candidate> training =
          files.training().stream().flatMap(each -> rows(each).stream()).toList();
      Optional<Origin<List<Candidate>>> validation = files.validation().map(this::side);
      Optional<Origin<List<Candidate>>> test = files.test().map(this::side);
      Optional<Supplier<Origin<ToolCatalog>>> catalogue =
          tools.isEmpty() ? Optional.empty() : Optional.of(this::catalogue);
      return new Imported(catalogue, training, validation, test, dropped, notes(files));
    }

    private List<String> notes(SplitFiles files) {
      List<String> notes = new ArrayList<>(files.notes(source));
      if (systems > 0) {
        notes.add(systems + " rows have a system message; it was left out");
      }
      if (longer > 0) {
        notes.add(longer + " rows go on after the first reply; only their first turn was read");
      }
      return notes;
    }

    private Origin<List<Candidate>> side(Path file) {
      return new Origin<>(rows(file), "the source's " + source.name(file));
    }

    private List<Candidate> rows(Path file) {
      List<Candidate> candidates = new ArrayList<>();
      for (JsonLines.Row each : source.rows(file)) {
        ChatRow row = new ChatRow(each);
        row.tools().forEach(tool -> note(tool, each.provenance().where()));
        switch (row.read()) {
          case ChatRow.Turn turn -> {
            candidates.add(turn.candidate());
            systems += turn.system() ? 1 : 0;
            longer += turn.goesOn() ? 1 : 0;
          }
          case ChatRow.Unusable unusable ->
              dropped.add(new Dropped(each.provenance().where(), unusable.why(), unusable.text()));
        }
      }
      return candidates;
    }

    /// Keeps one of each definition that a name is given.
    private void note(JsonNode tool, String where) {
      JsonNode function = tool.path("function");
      String name = (function.isObject() ? function : tool).path("name").asString("");
      List<Tool> known = tools.computeIfAbsent(name, _ -> new ArrayList<>());
      if (known.stream().noneMatch(each -> each.definition().equals(tool))) {
        known.add(new Tool(tool, where));
      }
    }

    private Origin<ToolCatalog> catalogue() {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      tools.forEach((name, definitions) -> {
        if (definitions.size() > 1) {
          throw new UsherException(
              definitions.get(1).where(),
              "tool \"%s\" is defined otherwise at %s; make them agree, or put one tools.json beside the rows"
                  .formatted(name, definitions.getFirst().where()));
        }
        list.add(definitions.getFirst().definition());
      });
      return new Origin<>(
          ToolCatalog.parse(JsonText.line(list), source.name()), "the tools that the rows carry");
    }
  }
}
