package dev.usher.dataset.check;

import static java.util.Map.entry;

import dev.usher.tools.file.TextFile;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells what a text is in: the script of most of its letters, or, where these are Latin, the
/// language whose commonest function words are most of its words. Short texts stay without.
final class Tongues {
  private static final Map<String, Set<String>> FUNCTION_WORDS = functionWords();

  private static final Map<String, List<String>> LANGUAGES = languages(); // by function word

  /// Languages by the script that they are written in.
  private static final Map<String, UnicodeScript> SCRIPTS =
      Map.ofEntries(
          entry("Russian", UnicodeScript.CYRILLIC),
          entry("Ukrainian", UnicodeScript.CYRILLIC),
          entry("Bulgarian", UnicodeScript.CYRILLIC),
          entry("Greek", UnicodeScript.GREEK),
          entry("Arabic", UnicodeScript.ARABIC),
          entry("Persian", UnicodeScript.ARABIC),
          entry("Urdu", UnicodeScript.ARABIC),
          entry("Hebrew", UnicodeScript.HEBREW),
          entry("Hindi", UnicodeScript.DEVANAGARI),
          entry("Thai", UnicodeScript.THAI),
          entry("Korean", UnicodeScript.HANGUL),
          entry("Chinese", UnicodeScript.HAN),
          entry("Japanese", UnicodeScript.HAN));

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
  private static final int FEWEST_WORDS = 6;
  private static final int FEWEST_FUNCTION_WORDS = 5;
  private static final double SHARE = 0.4; // of all words
  private static final int LIKELY = 2; // function words
  private static final int FEWEST_LETTERS = 4;

  private Tongues() {}

  private static Map<String, Set<String>> functionWords() {
    return TextFile.resource(Tongues.class, "function-words.txt")
        .lines()
        .map(line -> line.split(": ", 2))
        .collect(Collectors.toMap(line -> line[0], line -> Set.of(line[1].split(" ", -1))));
  }

  private static Map<String, List<String>> languages() {
    Map<String, List<String>> languages = new HashMap<>();
    FUNCTION_WORDS.forEach((language, words) ->
        words.forEach(
            word -> languages.computeIfAbsent(word, _ -> new ArrayList<>()).add(language)));
    return languages;
  }

  /// What a text is in.
  ///
  /// @return a language such as `German`, a script such as `CYRILLIC`, or nothing where it does not
  ///   tell
  static Optional<String> of(String text) {
    Optional<UnicodeScript> script = script(text);
    return script.equals(Optional.of(UnicodeScript.LATIN))
        ? language(words(text))
        : script.map(UnicodeScript::name);
  }

  /// What a text is likely to be in: as [#of], for short texts too. Wrong now and then, right for
  /// most.
  static Optional<String> guess(String text) {
    Optional<UnicodeScript> script = script(text);
    return script.equals(Optional.of(UnicodeScript.LATIN))
        ? most(words(text)).filter(most -> most.getValue() >= LIKELY).map(Map.Entry::getKey)
        : script.map(UnicodeScript::name);
  }

  /// The script of more than half of the letters.
  private static Optional<UnicodeScript> script(String text) {
    Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> counts.merge(script(letter), 1, Integer::sum));
    int letters = counts.values().stream().mapToInt(Integer::intValue).sum();
    return counts.entrySet().stream()
        .filter(each -> letters >= FEWEST_LETTERS && 2 * each.getValue() > letters)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Chinese and Japanese share their letters.
  private static UnicodeScript script(int letter) {
    UnicodeScript script = UnicodeScript.of(letter);
    return switch (script) {
      case HIRAGANA, KATAKANA, BOPOMOFO -> UnicodeScript.HAN;
      default -> script;
    };
  }

  private static Optional<String> language(List<String> words) {
    return most(words)
        .filter(most -> words.size() >= FEWEST_WORDS)
        .filter(most -> most.getValue() >= FEWEST_FUNCTION_WORDS)
        .filter(most -> most.getValue() >= SHARE * words.size())
        .map(Map.Entry::getKey);
  }

  /// The language with the most function words, and their number.
  private static Optional<Map.Entry<String, Integer>> most(List<String> words) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String word : words) {
      LANGUAGES.getOrDefault(word, List.of()).forEach(each -> counts.merge(each, 1, Integer::sum));
    }
    return counts.entrySet().stream().max(Comparator.comparingInt(Map.Entry::getValue));
  }

  /// The words of a text in lower case.
  static List<String> words(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return WORD.matcher(lower).results().map(MatchResult::group).toList();
  }

  /// How many words of a text are function words of one language and not of another. Of scripts
  /// there are none.
  static long ownWords(String text, String language, String other) {
    return words(text).stream().filter(word -> isOf(word, language) && !isOf(word, other)).count();
  }

  /// Whether a word is a function word of a language.
  static boolean isOf(String word, String language) {
    return FUNCTION_WORDS.getOrDefault(language, Set.of()).contains(word);
  }

  /// Whether [#of] has told a script, not a language.
  static boolean isScript(String tongue) {
    return !FUNCTION_WORDS.containsKey(tongue);
  }

  /// How messages name a language or a script.
  static String inWords(String tongue) {
    return isScript(tongue)
        ? tongue.charAt(0) + tongue.substring(1).toLowerCase(Locale.ROOT) + " letters"
        : tongue;
  }

  /// What a text speaks of.
  ///
  /// @param text such as `in German`
  /// @return the languages that it names, and the scripts of those that have their own
  static Set<String> named(String text) {
    Set<String> words = Set.copyOf(WORD.matcher(text).results().map(MatchResult::group).toList());
    Stream<String> scripts =
        SCRIPTS.entrySet().stream()
            .filter(each -> words.contains(each.getKey()))
            .map(each -> each.getValue().name());
    return Stream.concat(FUNCTION_WORDS.keySet().stream().filter(words::contains), scripts)
        .collect(Collectors.toSet());
  }
}
