package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.SentenceKeys;
import dev.usher.tools.Decision;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a row asks for as far as words tell, and what it decides on: the words of the sentence
/// without those that are only polite, in their order.
///
/// @param words of the sentence, in lower case; a sign such as `+` is one
/// @param label what is decided
record Wording(List<String> words, Label label) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+|[\\p{S}*/%@#&-]");
  private static final Pattern SIGN = Pattern.compile("[\\p{Sm}*/%]");
  private static final Map<String, List<String>> POLITE =
      Stream.of(
              "could you",
              "can you",
              "would you",
              "will you",
              "please",
              "pls",
              "plz",
              "kindly",
              "hey",
              "hi",
              "hello",
              "thanks",
              "thank you",
              "thx")
          .collect(Collectors.toMap(" %s "::formatted, phrase -> List.of(phrase.split(" ", -1))));
  private static final Pattern APOSTROPHE = Pattern.compile("['’]");

  private static final Set<String> SMALL =
      Set.of("a", "an", "the", "at", "in", "on", "of", "for", "to", "by", "from", "with");

  /// Words of a sentence that another one does not have by accident.
  private static final int FEWEST = 2;

  /// A decision without the order of anything, and without the small words of values that have
  /// others.
  ///
  /// @param tools that are called
  /// @param arguments each with its tool and the words of its value
  /// @param values all words of all values
  record Label(List<String> tools, List<String> arguments, List<String> values) {
    static Label of(Candidate row) {
      List<String> values = new ArrayList<>();
      List<String> arguments = new ArrayList<>();
      Values.of(row)
          .forEach(leaf -> {
            List<String> words = sorted(content(words(leaf.text())));
            arguments.add(leaf.where() + words);
            values.addAll(words);
          });
      Stream<String> tools = row.decision().calls().stream().map(call -> call.name());
      return new Label(sorted(tools.toList()), sorted(arguments), sorted(values));
    }
  }

  /// What two rows that may mean the same have in common.
  ///
  /// @param words sorted
  /// @param numbers in their order, which may tell what they are for
  /// @param before what was said before
  /// @param decided what was decided then
  record Key(
      List<String> words, List<String> numbers, List<String> before, List<Decision> decided) {}

  static Wording of(Candidate row) {
    String values = " " + String.join(" ", Values.of(row).flatMap(Wording::words).toList()) + " ";
    List<String> words = new ArrayList<>(words(row.text()));
    POLITE.forEach((spoken, phrase) -> {
      if (!values.contains(spoken)) {
        remove(phrase, words);
      }
    });
    return new Wording(List.copyOf(words), Label.of(row));
  }

  private static Stream<String> words(Values.Leaf leaf) {
    return words(leaf.text()).stream();
  }

  private static void remove(List<String> phrase, List<String> words) {
    for (int at = Collections.indexOfSubList(words, phrase);
        at >= 0;
        at = Collections.indexOfSubList(words, phrase)) {
      words.subList(at, at + phrase.size()).clear();
    }
  }

  private static List<String> words(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return WORD.matcher(APOSTROPHE.matcher(folded).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static List<String> content(List<String> words) {
    List<String> content = words.stream().filter(word -> !SMALL.contains(word)).toList();
    return content.isEmpty() ? words : content;
  }

  private static List<String> sorted(List<String> words) {
    return words.stream().sorted().toList();
  }

  /// The signs of arithmetic, which tell sentences apart that have the same letters and digits.
  List<String> signs() {
    return words.stream().filter(word -> SIGN.matcher(word).matches()).toList();
  }

  /// Whether there are words enough to tell anything.
  boolean isTelling() {
    return words.size() >= FEWEST;
  }

  /// @param row that this is the wording of
  Key key(Candidate row) {
    List<String> texts = row.request().texts();
    return new Key(
        sorted(words),
        words.stream().filter(Wording::isNumber).toList(),
        texts.subList(0, texts.size() - 1).stream().map(SentenceKeys::normalised).toList(),
        row.request().decisions());
  }

  private static boolean isNumber(String word) {
    return Character.isDigit(word.codePointAt(0)) || GroundingRule.NUMBERS.contains(word);
  }

  /// Whether another row with the same [Key] asks for the same and decides otherwise. Where the
  /// words stand in another order that may be what makes the difference: the same values for other
  /// arguments ("from Oslo to Bergen"), or other words for values ("Abba, not Queen"), are let
  /// pass.
  boolean contradicts(Wording other) {
    if (label.equals(other.label)) {
      return false;
    }
    if (words.equals(other.words)) {
      return true;
    }
    boolean sameElsewhere =
        label.tools.equals(other.label.tools) && label.values.equals(other.label.values);
    List<String> mine = said();
    List<String> theirs = other.said();
    return !sameElsewhere && (isPart(mine, theirs) || isPart(theirs, mine));
  }

  /// The words of the values that are in the sentence.
  private List<String> said() {
    return label.values.stream().filter(words::contains).toList();
  }

  private static boolean isPart(List<String> some, List<String> all) {
    List<String> left = new ArrayList<>(all);
    return some.stream().allMatch(left::remove);
  }
}
