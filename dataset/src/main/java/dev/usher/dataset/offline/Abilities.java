package dev.usher.dataset.offline;

import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the tools of a catalogue may be able to do, as far as words tell. It is generous: rather a
/// sentence too many is taken for a request than one too few.
///
/// A sentence sounds like a tool if it has a content word of a tool's name or description, in
/// whatever form; if it speaks of a topic that a tool has, such as "how far" where there is a tool
/// for routes; or if a [RequestTemplate] of a tool could have written it.
final class Abilities {
  private static final List<String> ENDINGS =
      List.of(
          "ions", "ion", "ings", "ing", "ers", "er", "ors", "or", "ies", "es", "ed", "s", "e", "y");
  private static final int STEM = 3; // letters that a stem has at least

  private static final JsonNode LISTS = Words.tree("topics.yaml");
  private static final Set<String> SMALL =
      stems(String.join(" ", Words.texts(LISTS.path("small"))));
  private static final List<Topic> TOPICS =
      LISTS.path("topics").valueStream().map(Topic::of).toList();
  private static final Pattern ENDS = Pattern.compile("[.,;:!?\\s]+$");

  private final Set<String> words;
  private final List<Pattern> topics;
  private final List<Pattern> templates;

  /// @param tool words of names and descriptions that tell that a tool has the topic
  /// @param said what people say of it
  private record Topic(Set<String> tool, Pattern said) {
    private static Topic of(JsonNode entry) {
      String said =
          Words.texts(entry.path("said")).stream()
              .map(Pattern::quote)
              .collect(Collectors.joining("|", "(?<!\\p{L})(?:", ")(?:e?s|ed|ing)?(?!\\p{L})"));
      return new Topic(
          stems(String.join(" ", Words.texts(entry.path("tool")))),
          Pattern.compile(said, Pattern.CASE_INSENSITIVE));
    }
  }

  Abilities(ToolCatalog catalog) {
    Set<String> all = new HashSet<>();
    for (Tool tool : catalog.tools()) {
      all.addAll(stems(ArgumentKind.words(tool.name()) + " " + tool.description()));
    }
    topics =
        TOPICS.stream()
            .filter(topic -> topic.tool().stream().anyMatch(all::contains))
            .map(Topic::said)
            .toList();
    templates = catalog.names().stream().flatMap(RequestTemplate::shapes).toList();
    all.removeAll(SMALL);
    words = Set.copyOf(all);
  }

  /// Whether a sentence, or a pattern of one, sounds like something that a tool does.
  boolean include(String sentence) {
    return stems(sentence).stream().anyMatch(words::contains)
        || topics.stream().anyMatch(topic -> topic.matcher(sentence).find())
        || isTemplate(sentence);
  }

  /// Whether a template for requests could have written a sentence.
  boolean isTemplate(String sentence) {
    String bare = ENDS.matcher(sentence).replaceAll("");
    return templates.stream()
        .anyMatch(
            template -> template.matcher(sentence).matches() || template.matcher(bare).matches());
  }

  private static Set<String> stems(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1))
        .filter(word -> !word.isEmpty())
        .map(Abilities::stem)
        .collect(Collectors.toSet());
  }

  /// A word without its ending: "translation" and "translate" are the same, near enough.
  private static String stem(String word) {
    return Stream.concat(ENDINGS.stream(), Stream.of(""))
        .filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= STEM)
        .map(ending -> word.substring(0, word.length() - ending.length()))
        .map(stem -> stem.replaceFirst("([^aeiouls])\\1$", "$1"))
        .findFirst()
        .orElse(word);
  }
}
