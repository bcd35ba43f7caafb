package dev.usher.dataset.source;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.source.Imported.Origin;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads CLINC150: sentences with one of 150 intents, and sentences out of scope.
///
/// Each intent is a tool without arguments; its description is its words, after its domain where a
/// `domains.json` stands beside. A sentence out of scope calls nothing: its decision is the answer
/// [PlainRow#NO_TOOL]. The source's own three sides are kept.
final class Clinc150Importer implements Importer {

  private static final String OUT_OF_SCOPE = "oos";

  @Override
  public Imported read(Source source) {
    Path file = file(source);
    Map<String, List<Candidate>> sides = new HashMap<>();
    Set<String> intents = new TreeSet<>();
    for (KeyedLists.Item item : KeyedLists.read(utf8(source, file), source.name(file))) {
      Row row = row(item);
      if (!row.intent().equals(OUT_OF_SCOPE)) {
        intents.add(row.intent());
      }
      sides
          .computeIfAbsent(side(item), _ -> new ArrayList<>())
          .add(new Candidate(row.sentence(), row.decision(), item.provenance()));
    }
    String name = source.name(file);
    return new Imported(
        Optional.of(() -> catalogue(source, intents, name)),
        sides.getOrDefault("train", List.of()),
        Optional.ofNullable(sides.get("val"))
            .map(rows -> new Origin<>(rows, name + ": val, oos_val")),
        Optional.ofNullable(sides.get("test"))
            .map(rows -> new Origin<>(rows, name + ": test, oos_test")),
        List.of(),
        List.of(
            "each intent is a tool without arguments; out of scope is the answer \"%s\""
                .formatted(PlainRow.NO_TOOL)));
  }

  private static Path file(Source source) {
    return source
        .file()
        .or(() -> source.find("data_full.json"))
        .orElseThrow(() ->
            new UsherException(
                source.name(),
                "has no data_full.json; name the file itself if it is called otherwise"));
  }

  private static String utf8(Source source, Path file) {
    try {
      byte[] bytes = source.bytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UsherException(source.name(file), "is not UTF-8; convert it, for example by iconv");
    }
  }

  private static String side(KeyedLists.Item item) {
    return switch (item.key()) {
      case "train", "oos_train" -> "train";
      case "val", "oos_val" -> "val";
      case "test", "oos_test" -> "test";
      default ->
          throw new UsherException(
              item.provenance().where(),
              "unknown part \"%s\"; expected train, val, test, oos_train, oos_val, oos_test"
                  .formatted(item.key()));
    };
  }

  private record Row(String sentence, String intent) {
    Decision decision() {
      return intent.equals(OUT_OF_SCOPE)
          ? new Decision.Answer(PlainRow.NO_TOOL)
          : new Decision.Call(List.of(new ToolCall(intent, JsonNodeFactory.instance.objectNode())));
    }
  }

  private static Row row(KeyedLists.Item item) {
    JsonNode pair = item.value();
    if (pair.isArray() && pair.size() == 2 && pair.path(0).isString() && pair.path(1).isString()) {
      return new Row(pair.path(0).stringValue(), pair.path(1).stringValue());
    }
    throw new UsherException(item.provenance().where(), "expected [\"sentence\", \"intent\"]");
  }

  private static Origin<ToolCatalog> catalogue(Source source, Set<String> intents, String name) {
    Map<String, String> domains = domains(source);
    List<CatalogueText.Entry> entries =
        intents.stream()
            .map(each -> new CatalogueText.Entry(each, description(each, domains)))
            .toList();
    return new Origin<>(
        ToolCatalog.parse(CatalogueText.withoutArguments(entries), name),
        "made: each intent a tool without arguments");
  }

  private static String description(String intent, Map<String, String> domains) {
    String domain = domains.get(intent);
    String words = CatalogueText.words(intent);
    return domain == null ? words : "%s: %s".formatted(CatalogueText.words(domain), words);
  }

  /// The domain of each intent, where the source says.
  private static Map<String, String> domains(Source source) {
    Map<String, String> domains = new HashMap<>();
    source
        .beside("domains.json")
        .ifPresent(file ->
            KeyedLists.read(utf8(source, file), source.name(file)).stream()
                .filter(item -> item.value().isString())
                .forEach(item -> domains.put(item.value().stringValue(), item.key())));
    return domains;
  }
}
