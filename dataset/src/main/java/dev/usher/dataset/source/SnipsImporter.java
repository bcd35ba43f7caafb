package dev.usher.dataset.source;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Provenance;
import dev.usher.dataset.source.Imported.Origin;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the benchmark of Snips: sentences cut into pieces, some of which carry an entity.
///
/// Files are UTF-8, and where that fails ISO-8859-1. The text is the pieces joined, white space
/// collapsed, trimmed; an argument is a piece cleaned the same way, an array in order of occurrence
/// where its entity occurs more than once; the tool's name is the intent in snake_case.
///
/// The validation side is the source's own `validation.jsonl`, else its `validate_*.json`. The test
/// side is the source's own `test.jsonl`, else the published one of Goo et al. (2018) where its 700
/// sentences stand in the training files. Rows of the training files that *are* a test row leave
/// the training side; those that merely repeat one are dropped later as leaks.
final class SnipsImporter implements Importer {

  private static final Pattern WHITE_SPACE = Pattern.compile("(?U)\\s+");
  private static final Pattern WORD_START =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  @Override
  public Imported read(Source source) {
    List<Path> trainingFiles =
        source.files(name -> name.startsWith("train_") && name.endsWith("_full.json"));
    if (trainingFiles.isEmpty()) {
      throw new UsherException(
          source.name(), "has no train_*_full.json, in itself or in a folder of it");
    }
    List<Candidate> training = new ArrayList<>(candidates(source, trainingFiles));
    Optional<Origin<List<Candidate>>> validation = validation(source);
    Optional<Origin<List<Candidate>>> test =
        SplitFiles.test(source)
            .map(each -> RowImporter.plain(source, each))
            .or(() -> published(training));
    test.ifPresent(side -> remove(side.value(), training));
    return new Imported(
        bundledCatalogue(training), training, validation, test, List.of(), List.of());
  }

  private static Optional<Origin<List<Candidate>>> validation(Source source) {
    Optional<Path> own = SplitFiles.validation(source);
    if (own.isPresent() || source.file().isPresent()) {
      return own.map(each -> RowImporter.plain(source, each));
    }
    List<Path> files = source.files(name -> name.startsWith("validate_") && name.endsWith(".json"));
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new Origin<>(candidates(source, files), "the source's validate_*.json"));
  }

  /// The published test side, or nothing where this source does not hold all of it.
  private static Optional<Origin<List<Candidate>>> published(List<Candidate> training) {
    Map<String, Candidate> byText = new HashMap<>();
    training.forEach(each -> byText.putIfAbsent(each.text(), each));
    List<String> sentences = resource("snips-test-sentences.txt").lines().toList();
    return byText.keySet().containsAll(sentences)
        ? Optional.of(
            new Origin<>(
                sentences.stream().map(each -> byText.get(each)).toList(),
                "the published test side (Goo et al. 2018), out of the training files"))
        : Optional.empty();
  }

  /// Takes out of the training side, for each test row, the first row that is the same.
  private static void remove(List<Candidate> test, List<Candidate> training) {
    record Same(String text, Decision decision) {}
    Map<Same, Deque<Candidate>> rows = new HashMap<>();
    training.forEach(each ->
        rows.computeIfAbsent(new Same(each.text(), each.decision()), _ -> new ArrayDeque<>())
            .add(each));
    Set<Candidate> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Candidate each : test) {
      Optional.ofNullable(rows.get(new Same(each.text(), each.decision())))
          .map(Deque::poll)
          .ifPresent(gone::add);
    }
    training.removeIf(gone::contains);
  }

  private static Optional<Supplier<Origin<ToolCatalog>>> bundledCatalogue(
      List<Candidate> candidates) {
    ToolCatalog catalog = ToolCatalog.parse(resource("snips-tools.json"), "snips-tools.json");
    boolean known =
        candidates.stream()
            .map(each -> (Decision.Call) each.decision())
            .allMatch(each -> catalog.find(each.calls().getFirst().name()).isPresent());
    return known
        ? Optional.of(() -> new Origin<>(catalog, "the bundled catalogue of the seven intents"))
        : Optional.empty();
  }

  private static String resource(String name) {
    try (InputStream in = SnipsImporter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Candidate> candidates(Source source, List<Path> files) {
    List<Candidate> candidates = new ArrayList<>();
    for (Path file : files) {
      for (KeyedLists.Item item : KeyedLists.read(decode(source.bytes(file)), source.name(file))) {
        candidates.add(candidate(item));
      }
    }
    if (candidates.isEmpty()) {
      throw new UsherException(source.name(files.getFirst()), "holds no sentences");
    }
    return candidates;
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static Candidate candidate(KeyedLists.Item item) {
    if (!(item.value().get("data") instanceof ArrayNode pieces)) {
      throw new UsherException(
          item.provenance().where(), "expected {\"data\": [{\"text\": …, \"entity\": …}, …]}");
    }
    StringBuilder text = new StringBuilder();
    SequencedMap<String, List<String>> values = new TreeMap<>();
    for (JsonNode piece : pieces.values()) {
      String words = string(piece, "text", item.provenance());
      text.append(words);
      if (piece.has("entity")) {
        values
            .computeIfAbsent(string(piece, "entity", item.provenance()), _ -> new ArrayList<>())
            .add(clean(words));
      }
    }
    ToolCall call = new ToolCall(snakeCase(item.key()), arguments(values));
    return new Candidate(
        clean(text.toString()), new Decision.Call(List.of(call)), item.provenance());
  }

  private static ObjectNode arguments(SequencedMap<String, List<String>> values) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    values.forEach((entity, said) -> {
      if (said.size() == 1) {
        arguments.put(entity, said.getFirst());
      } else {
        said.forEach(arguments.withArrayProperty(entity)::add);
      }
    });
    return arguments;
  }

  private static String string(JsonNode piece, String field, Provenance provenance) {
    JsonNode value = piece.path(field);
    if (!value.isString()) {
      throw new UsherException(
          provenance.where(), "a piece's \"%s\" must be a string".formatted(field));
    }
    return value.stringValue();
  }

  private static String clean(String text) {
    return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
  }

  private static String snakeCase(String intent) {
    return WORD_START.matcher(intent).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
