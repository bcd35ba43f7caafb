package dev.usher.dataset.offline;

import dev.usher.dataset.scenario.AskingTool;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the tools of a catalogue are about, in words: from `book_table`, "Reserve a table at a
/// restaurant.", the things "the table" and "the restaurant", and the deed "book the table". Tools
/// that ask back give none.
final class ToolWords {
  private static final String THING = "tool-thing";
  private static final String DEED = "tool-deed";

  private static final Set<String> PREPOSITIONS =
      Set.of("to", "for", "from", "of", "in", "on", "with", "by", "at");
  private static final Set<String> DETERMINERS = Set.of("my", "our", "your", "the", "a", "an");

  /// A noun of a description, or two words of which the second is one.
  private static final Pattern NOUN =
      Pattern.compile(
          "\\b(?:the|a|an) ((?:\\p{L}+ )??\\p{L}+)"
              + "(?=[.,;:()]|$| (?:for|to|of|in|on|at|with|from|or|and|that|by|into|inside|so|as)\\b)");

  /// Nouns that tell nothing without what follows them.
  private static final Set<String> PALE =
      Set.of(
          "amount", "piece", "part", "kind", "sort", "list", "set", "number", "way", "place",
          "time", "name", "value", "result", "action", "request", "user", "person", "thing", "item",
          "use", "one", "other", "same", "whole", "first", "last");

  private static final Pattern SENTENCE_END = Pattern.compile("\\.\\s|\\n");

  private ToolWords() {}

  /// Things and deeds of all tools, as symbols; one of which there is none is not there.
  static Map<String, List<String>> symbols(ToolCatalog catalog) {
    List<String> things = new ArrayList<>();
    List<String> deeds = new ArrayList<>();
    for (Tool tool : catalog.tools()) {
      if (AskingTool.of(tool).isEmpty()) {
        Stream.concat(thing(tool).stream(), described(tool)).forEach(things::add);
        deed(tool).ifPresent(deeds::add);
      }
    }
    Map<String, List<String>> symbols = new LinkedHashMap<>();
    put(THING, things, symbols);
    put(DEED, deeds, symbols);
    return symbols;
  }

  private static void put(String name, List<String> texts, Map<String, List<String>> symbols) {
    if (!texts.isEmpty()) {
      symbols.put(name, texts.stream().distinct().toList());
    }
  }

  private static List<String> name(Tool tool) {
    return new ArrayList<>(List.of(ArgumentKind.words(tool.name()).split(" ", -1)));
  }

  private static Optional<String> verb(Tool tool) {
    return name(tool).stream().filter(word -> Verb.of(word).isPresent()).findFirst();
  }

  /// The words of a name without its verb.
  private static List<String> noun(Tool tool) {
    List<String> words = name(tool);
    verb(tool).ifPresent(words::remove);
    return words;
  }

  private static Optional<String> thing(Tool tool) {
    List<String> words = noun(tool);
    while (!words.isEmpty() && PREPOSITIONS.contains(words.getFirst())) {
      words.removeFirst();
    }
    return words.isEmpty() || PALE.contains(words.getLast())
        ? Optional.empty()
        : Optional.of(determined(words));
  }

  private static String determined(List<String> words) {
    String text = String.join(" ", words);
    return DETERMINERS.contains(words.getFirst()) ? text : "the " + text;
  }

  private static Stream<String> described(Tool tool) {
    String sentence = SENTENCE_END.split(tool.description(), 2)[0];
    return NOUN.matcher(sentence.toLowerCase(Locale.ROOT))
        .results()
        .map(found -> found.group(1))
        .filter(noun -> !PALE.contains(noun.substring(noun.lastIndexOf(' ') + 1)))
        .map(noun -> "the " + noun);
  }

  private static Optional<String> deed(Tool tool) {
    List<String> words = noun(tool);
    boolean prepared = !words.isEmpty() && PREPOSITIONS.contains(words.getFirst());
    String preposition = prepared ? words.getFirst() + " " : "";
    return verb(tool).flatMap(verb -> thing(tool).map(thing -> verb + " " + preposition + thing));
  }
}
