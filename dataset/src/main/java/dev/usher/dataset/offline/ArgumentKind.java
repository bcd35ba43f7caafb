package dev.usher.dataset.offline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What an argument is, and how people say it.
///
/// @param match words by which it is told
/// @param value symbol of the [Gazetteer]
/// @param say the value within a sentence, `{}` stands for it
/// @param object what it may be called right after the verb; none if it never stands there
/// @param rank its place among several objects
/// @param head sentences that begin with it instead of with a verb
record ArgumentKind(
    List<String> match,
    String value,
    List<String> say,
    List<String> object,
    int rank,
    List<String> head) {

  private static final List<ArgumentKind> ALL =
      Words.tree("arguments.yaml").valueStream().map(ArgumentKind::of).toList();
  private static final int NAME_COUNTS = 1000;
  private static final Map<String, Optional<ArgumentKind>> BY_NAME = new ConcurrentHashMap<>();

  private static ArgumentKind of(JsonNode entry) {
    return new ArgumentKind(
        Words.texts(entry.path("match")),
        entry.path("value").asString(),
        Words.texts(entry.path("say")),
        Words.texts(entry.path("object")),
        entry.path("rank").asInt(0),
        Words.texts(entry.path("head")));
  }

  /// The kind whose longest word is in an argument's name.
  static Optional<ArgumentKind> of(String name) {
    return BY_NAME.computeIfAbsent(name, key -> of(key, ""));
  }

  /// The kind whose longest word is in an argument's name, or else in its description.
  static Optional<ArgumentKind> of(String name, String description) {
    String words = words(name);
    String told = description.toLowerCase(Locale.ROOT);
    ArgumentKind best = null;
    int longest = 0;
    for (ArgumentKind kind : ALL) {
      for (String match : kind.match()) {
        int length = score(match, words, told);
        if (length > longest) {
          longest = length;
          best = kind;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static int score(String match, String name, String description) {
    if (isIn(match, name)) {
      return NAME_COUNTS + match.length();
    }
    return isIn(match, description) ? match.length() : 0;
  }

  private static boolean isIn(String words, String text) {
    return Pattern.compile("(?<![\\p{L}])" + Pattern.quote(words) + "(?![\\p{L}])")
        .matcher(text)
        .find();
  }

  /// A name such as `timeRange` or `time_range` in words, `time range`.
  static String words(String name) {
    return name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
        .replaceAll("[_.-]+", " ")
        .toLowerCase(Locale.ROOT)
        .strip();
  }
}
