package dev.usher.dataset;

import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The two keys by which sentences count as "the same" when a held-out side must stay unseen.
///
/// *Normalised text*: Unicode NFKC, lower case, letters (with their marks) and digits only; a
/// sentence without any keeps its trimmed text. *Masked template*: the same, after every whole-word
/// occurrence of an argument's value has been replaced by the argument's name, so that "play Abba"
/// and "play Queen" are one template. Of a request that follows others the keys hold all turns.
public final class SentenceKeys {

  private static final char MASK = '\u0001';
  private static final String BETWEEN_TURNS = "\u0002";

  private SentenceKeys() {}

  /// The normalised text.
  ///
  /// @param text a sentence
  /// @return its key
  public static String normalised(String text) {
    String key = lettersAndDigits(text);
    return key.isEmpty() ? text.strip() : key;
  }

  /// The normalised texts of all turns.
  ///
  /// @param request of a user
  /// @return its key
  public static String normalised(Request request) {
    return request.texts().stream()
        .map(SentenceKeys::normalised)
        .collect(Collectors.joining(BETWEEN_TURNS));
  }

  /// The masked template.
  ///
  /// @param request of a user
  /// @param decision what is right for it; an answer masks nothing
  /// @return its key
  public static String template(Request request, Decision decision) {
    List<Value> values = new ArrayList<>();
    Stream.concat(request.decisions().stream(), Stream.of(decision))
        .flatMap(each -> each.calls().stream())
        .flatMap(call -> call.arguments().properties().stream())
        .forEach(argument ->
            JsonText.leaves(argument.getValue())
                .filter(leaf -> !leaf.isNull() && !leaf.asString().isBlank())
                .forEach(
                    leaf -> values.add(new Value(argument.getKey(), leaf.asString().strip()))));
    return request.texts().stream()
        .map(text -> values.isEmpty() ? normalised(text) : masked(text, values))
        .collect(Collectors.joining(BETWEEN_TURNS));
  }

  private record Value(String argument, String text) {}

  private static String masked(String text, List<Value> values) {
    int[] owner = new int[text.length()];
    List<Value> longestFirst =
        values.stream()
            .distinct()
            .sorted(Comparator.comparingInt((Value each) -> -each.text().length()))
            .toList();
    int run = 0;
    List<String> names = new ArrayList<>(List.of(""));
    for (Value value : longestFirst) {
      for (int at = find(text, value.text(), 0, owner); at >= 0; ) {
        names.add(value.argument());
        Arrays.fill(owner, at, at + value.text().length(), ++run);
        at = find(text, value.text(), at + value.text().length(), owner);
      }
    }
    return rendered(text, owner, names);
  }

  private static int find(String text, String value, int from, int[] owner) {
    for (int at = from; at + value.length() <= text.length(); at++) {
      if (text.regionMatches(true, at, value, 0, value.length())
          && free(owner, at, at + value.length())
          && !inWord(text, at)
          && !inWord(text, at + value.length())) {
        return at;
      }
    }
    return -1;
  }

  private static boolean free(int[] owner, int from, int to) {
    for (int i = from; i < to; i++) {
      if (owner[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether a place in a text has a letter or a digit on both sides.
  ///
  /// @param text any text
  /// @param at index of the char behind the place
  /// @return false at both ends
  public static boolean inWord(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLetterOrDigit(text.codePointBefore(at))
        && Character.isLetterOrDigit(text.codePointAt(at));
  }

  private static String rendered(String text, int[] owner, List<String> names) {
    StringBuilder key = new StringBuilder();
    for (int from = 0, to; from < text.length(); from = to) {
      for (to = from + 1; to < text.length() && owner[to] == owner[from]; ) {
        to++;
      }
      if (owner[from] == 0) {
        key.append(lettersAndDigits(text.substring(from, to)));
      } else {
        key.append(MASK).append(names.get(owner[from])).append(MASK);
      }
    }
    return key.toString();
  }

  private static String lettersAndDigits(String text) {
    StringBuilder key = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(SentenceKeys::counts)
        .forEach(key::appendCodePoint);
    return key.toString();
  }

  private static boolean counts(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.NON_SPACING_MARK,
              Character.COMBINING_SPACING_MARK,
              Character.ENCLOSING_MARK ->
              true;
          default -> false;
        };
  }
}
