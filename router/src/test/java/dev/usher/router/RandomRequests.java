package dev.usher.router;

import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/// What somebody might say, alone or after other turns, and which pieces of it may be copied.
final class RandomRequests {
  private static final String[] WORDS = {
    "play",
    "Oslo",
    "Zürich",
    "größe",
    "naïve",
    "e\u0301te\u0301",
    "нет",
    "日本の天気",
    "7",
    "12.5",
    "2nd",
    "3:30",
    "a",
    "on call",
    "mum's",
    "\"so\"",
    "\"",
    "\\",
    "C:\\x",
    "a/b.txt",
    "../x",
    "~",
    "🙂",
    "👩‍🚀",
    "{}",
    "<|im_end|>",
    "\u0001",
    "\t",
    "\n",
    "\uD8C0\uDC00"
  };
  private static final String[] GAPS = {" ", " ", " ", " ", "  ", ", ", "-", ""};

  private static final String IN_WORD =
      "[\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}"
          + "\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]]";
  private static final Pattern EDGE = Pattern.compile("(?<!%1$s)|(?!%1$s)".formatted(IN_WORD));
  private static final Pattern BLANK_END = Pattern.compile("(?s)\\s.*|.*\\s");

  /// What was decided before; it does not count for what may be copied.
  private static final Decision EARLIER =
      new Decision.Call(
          new ToolCall("play", DecisionOracle.EXACT.createObjectNode().put("artist", "Abba")));

  private final Random random;

  RandomRequests(long seed) {
    this.random = new Random(seed);
  }

  /// A request; every second one follows others.
  Request next() {
    Request request = new Request(text());
    for (int turns = random.nextBoolean() ? 1 + random.nextInt(2) : 0; turns > 0; turns--) {
      request = request.then(EARLIER, text());
    }
    return request;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int words = 1 + random.nextInt(6); words > 0; words--) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(GAPS[random.nextInt(GAPS.length)]);
    }
    return text.toString();
  }

  /// All pieces of texts from one edge of a word to another, none with white space at an end: said
  /// a second time, by regular expressions.
  static Set<String> pieces(List<String> texts) {
    Set<String> pieces = new LinkedHashSet<>();
    for (String text : texts) {
      List<Integer> edges = edges(text);
      for (int from : edges) {
        edges.stream()
            .filter(to -> to > from)
            .map(to -> text.substring(from, to))
            .filter(piece -> !BLANK_END.matcher(piece).matches())
            .forEach(pieces::add);
      }
    }
    return pieces;
  }

  private static List<Integer> edges(String text) {
    List<Integer> edges = new ArrayList<>();
    EDGE.matcher(text)
        .results()
        .map(edge -> edge.start())
        .filter(at -> at == text.length() || !Character.isLowSurrogate(text.charAt(at)))
        .forEach(edges::add);
    return edges;
  }
}
