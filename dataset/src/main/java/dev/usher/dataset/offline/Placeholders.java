package dev.usher.dataset.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sentences with places for values: "who calls {q=symbol}", "do {noun}s sleep".
final class Placeholders {
  private static final Pattern PLACE = Pattern.compile("\\{(?:([^{}=]+)=)?([^{}]+)}(\\p{L}*)");
  private static final Pattern NUMBERS = Pattern.compile("\\d+-\\d+");

  private Placeholders() {}

  /// A place for a value.
  ///
  /// @param name by which it is told from others; its symbol, if it has no other
  /// @param symbol of the [Gazetteer]
  /// @param ending letters that follow without a space
  record Place(String name, String symbol, String ending) {
    private static Place of(Matcher found) {
      String name = found.group(1);
      return new Place(name == null ? found.group(2) : name, found.group(2), found.group(3));
    }

    /// What the value may look like.
    private String regex() {
      return (NUMBERS.matcher(symbol).matches() ? "\\d+" : ".+") + Pattern.quote(ending);
    }
  }

  /// Words and values in order. Words that stick to a value stay stuck: "12%".
  static List<Segment> segments(String pattern, Function<Place, Segment> value) {
    List<Segment> sentence = new ArrayList<>();
    Matcher found = PLACE.matcher(pattern);
    int at = 0;
    while (found.find()) {
      words(pattern.substring(at, found.start()), sentence, true);
      sentence.add(value.apply(Place.of(found)));
      at = found.end();
    }
    words(pattern.substring(at), sentence, false);
    return sentence;
  }

  private static void words(String text, List<Segment> sentence, boolean valueFollows) {
    if (text.isBlank()) {
      return;
    }
    String start = sentence.isEmpty() || text.startsWith(" ") ? "" : Sentence.GLUE;
    String end = text.endsWith(" ") || !valueFollows ? "" : Sentence.GLUE;
    sentence.add(Segment.words(start + text.strip() + end));
  }

  /// What a sentence of a pattern looks like, whatever its letter case.
  static Pattern shape(String pattern) {
    StringBuilder regex = new StringBuilder();
    Matcher found = PLACE.matcher(pattern);
    int at = 0;
    while (found.find()) {
      regex
          .append(Pattern.quote(pattern.substring(at, found.start())))
          .append(Place.of(found).regex());
      at = found.end();
    }
    regex.append(Pattern.quote(pattern.substring(at)));
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }
}
