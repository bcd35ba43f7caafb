package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sentence is in the language of the set, without the values and what stands in quotation
/// marks. Judged where nine of ten rows that tell their language are in one. A language that one
/// row in two hundred has, or that a style of the scenarios names, is the set's own.
public final class LanguageRule implements SetRule {
  private static final double NEARLY_ALL = 0.9; // of the rows that tell their language
  private static final double OWN = 0.005; // of all rows
  private static final int OWN_ROWS = 3;

  /// Function words of the row's language for one of the set's.
  private static final int MARGIN = 3;

  /// The largest share of other words that the set may know.
  private static final double KNOWN = 1.0 / 3;

  private static final Pattern QUOTED =
      Pattern.compile("\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\\w)['‘][^'’]+['’](?!\\w)");

  private final Set<String> expected;

  /// @param expected languages and scripts that rows may be in besides
  LanguageRule(Set<String> expected) {
    this.expected = Set.copyOf(expected);
  }

  /// The languages that the styles of scenarios ask for.
  ///
  /// @param scenarios the folder of a workspace's scenarios, which need not be there
  /// @return their names, and the scripts of those that have their own
  /// @throws dev.usher.tools.UsherException if a file of the folder has a mistake
  public static Set<String> languages(Path scenarios) {
    if (!Files.isDirectory(scenarios)) {
      return Set.of();
    }
    return Scenarios.read(scenarios).styles().entries().stream()
        .flatMap(style -> Tongues.named(style.name() + " " + style.hint()).stream())
        .collect(Collectors.toSet());
  }

  @Override
  public String name() {
    return "language";
  }

  @Override
  public List<Fault> faults(List<Candidate> rows) {
    List<String> texts = rows.parallelStream().map(LanguageRule::masked).toList();
    List<Optional<String>> guesses = texts.parallelStream().map(Tongues::guess).toList();
    Optional<String> main = main(counts(guesses));
    return main.map(each -> faults(texts, each, vocabulary(texts, guesses, each)))
        .orElse(List.of());
  }

  private List<Fault> faults(List<String> texts, String main, Set<String> vocabulary) {
    List<Optional<String>> tongues = texts.parallelStream().map(Tongues::of).toList();
    Map<String, Integer> counts = counts(tongues);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int row = i;
      tongues
          .get(i)
          .filter(tongue -> !tongue.equals(main) && !isOwn(tongue, counts, texts.size()))
          .filter(tongue -> isForeign(texts.get(row), tongue, main, vocabulary))
          .ifPresent(tongue -> faults.add(fault(row, tongue, main)));
    }
    return faults;
  }

  private static Map<String, Integer> counts(List<Optional<String>> tongues) {
    Map<String, Integer> counts = new HashMap<>();
    tongues.forEach(tongue -> tongue.ifPresent(each -> counts.merge(each, 1, Integer::sum)));
    return counts;
  }

  private static Optional<String> main(Map<String, Integer> counts) {
    int told = counts.values().stream().mapToInt(Integer::intValue).sum();
    return counts.entrySet().stream()
        .max(Comparator.comparingInt(Map.Entry::getValue))
        .filter(most -> most.getValue() >= NEARLY_ALL * told)
        .map(Map.Entry::getKey);
  }

  /// All words of the rows that are in the set's language.
  private static Set<String> vocabulary(
      List<String> texts, List<Optional<String>> guesses, String main) {
    Set<String> words = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      if (guesses.get(i).equals(Optional.of(main))) {
        words.addAll(Tongues.words(texts.get(i)));
      }
    }
    return words;
  }

  private boolean isOwn(String tongue, Map<String, Integer> counts, int rows) {
    return expected.contains(tongue)
        || counts.getOrDefault(tongue, 0) >= Math.max(OWN_ROWS, OWN * rows);
  }

  /// Whether a text has its language's own small words, nearly none of the set's, and for the rest
  /// words that the set does not know. So sentences that mix two languages pass.
  private static boolean isForeign(
      String text, String tongue, String main, Set<String> vocabulary) {
    if (Tongues.isScript(tongue) || Tongues.isScript(main)) {
      return true;
    }
    long foreign = Tongues.ownWords(text, tongue, main);
    List<String> others =
        Tongues.words(text).stream().filter(word -> !Tongues.isOf(word, tongue)).toList();
    long known = others.stream().filter(vocabulary::contains).count();
    return foreign >= MARGIN
        && foreign >= MARGIN * Tongues.ownWords(text, main, tongue)
        && known <= KNOWN * others.size();
  }

  private Fault fault(int row, String tongue, String main) {
    return new Fault(
        row,
        name(),
        "the text is in %s, nearly all others are in %s; say it in theirs, or leave it out"
            .formatted(Tongues.inWords(tongue), Tongues.inWords(main)));
  }

  /// What a row says in its own words.
  private static String masked(Candidate row) {
    String text = QUOTED.matcher(row.said()).replaceAll(" ");
    List<String> values =
        Stream.concat(Values.texts(row).map(Values.Leaf::text), Values.earlierTexts(row))
            .filter(value -> !value.isBlank())
            .sorted(Comparator.comparingInt((String value) -> -value.length()))
            .toList();
    for (String value : values) {
      text =
          Pattern.compile(
                  "(?<![\\p{L}\\p{N}])" + Pattern.quote(value.strip()) + "(?![\\p{L}\\p{N}])",
                  Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(text)
              .replaceAll(" ");
    }
    return text;
  }
}
