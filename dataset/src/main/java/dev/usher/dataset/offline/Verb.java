package dev.usher.dataset.offline;

import dev.usher.tools.Tool;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// How a request may begin.
///
/// @param match the verbs that it stands for; none for that of a tool without a verb
/// @param imperative beginnings that go with "please"
/// @param statement beginnings that stand alone
record Verb(List<String> match, List<String> imperative, List<String> statement) {
  private static final List<Verb> ALL =
      Words.tree("verbs.yaml").valueStream().map(Verb::of).toList();

  private static Verb of(JsonNode entry) {
    return new Verb(
        Words.texts(entry.path("match")),
        Words.texts(entry.path("imperative")),
        Words.texts(entry.path("statement")));
  }

  /// The verb of a word.
  static Optional<Verb> of(String word) {
    return ALL.stream().filter(verb -> verb.match().contains(word)).findFirst();
  }

  /// The verb of a tool: of its name, or else of the first word of its description.
  static Verb of(Tool tool) {
    Stream<String> name = Arrays.stream(ArgumentKind.words(tool.name()).split(" ", -1));
    Stream<String> description =
        Stream.of(ArgumentKind.words(tool.description()).split("[^\\p{L}]+", 2)[0]);
    return Stream.concat(name, description)
        .flatMap(word -> of(word).stream())
        .findFirst()
        .orElseGet(
            () -> ALL.stream().filter(verb -> verb.match().isEmpty()).findFirst().orElseThrow());
  }
}
