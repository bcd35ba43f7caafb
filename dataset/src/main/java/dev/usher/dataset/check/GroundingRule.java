package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.SentenceKeys;
import dev.usher.tools.ToolCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A value that users say is said.
///
/// The catalogue says it of arguments that are copied from the request and of paths. Which others
/// users say is read off the set: those of which nearly all values are in their sentence. In the
/// few other rows the value was invented, taken from another row, or lost when the sentence was
/// rewritten. A value counts as said word for word, or by a rule of [Derivation].
final class GroundingRule implements SetRule {
  static final String NAME = "grounding";

  private static final double NEARLY_ALL = 0.95;
  private static final int LEAST = 20;

  /// Numbers that are said as words, from zero on.
  static final List<String> NUMBERS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");

  /// Letters of a word that is not found by accident within another.
  private static final int LONG = 5;

  /// How a value may follow from a sentence that does not have its letters.
  enum Derivation {
    /// Letters and digits are the same, but for case, punctuation and white space.
    SAME_LETTERS {
      @Override
      boolean holds(String text, String value) {
        String letters = SentenceKeys.normalised(value);
        return hasWord(text, value)
            || (letters.length() >= LONG && SentenceKeys.normalised(text).contains(letters));
      }
    },
    /// A number in words, or words as a number, up to twelve.
    NUMBER_WORD {
      @Override
      boolean holds(String text, String value) {
        int number = NUMBERS.indexOf(value.toLowerCase(Locale.ROOT));
        if (number >= 0) {
          return hasWord(text, Integer.toString(number));
        }
        boolean small = value.matches("\\d{1,2}") && Integer.parseInt(value) < NUMBERS.size();
        return small && hasWord(text, NUMBERS.get(Integer.parseInt(value)));
      }
    },
    /// Each word of the value is said, perhaps in another place, with another ending, or as a
    /// number.
    SAME_WORDS {
      @Override
      boolean holds(String text, String value) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(value.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            .allMatch(word -> isIn(lower, word) || NUMBER_WORD.holds(lower, word));
      }
    };

    abstract boolean holds(String text, String value);

    private static boolean isIn(String text, String word) {
      return word.length() < LONG
          ? hasWord(text, word)
          : text.contains(word.substring(0, word.length() - 1));
    }

    private static boolean hasWord(String text, String word) {
      return Pattern.compile(
              "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
              Pattern.CASE_INSENSITIVE)
          .matcher(text)
          .find();
    }
  }

  private final TextArguments texts;

  GroundingRule(ToolCatalog catalog) {
    this.texts = new TextArguments(catalog);
  }

  @Override
  public String name() {
    return NAME;
  }

  /// How many values of an argument there are.
  private static final class Count {
    private int said;
    private int all;

    boolean isUsuallySaid() {
      return all >= LEAST && said >= NEARLY_ALL * all;
    }
  }

  @Override
  public List<Fault> faults(List<Candidate> rows) {
    Map<String, Count> counts = new LinkedHashMap<>();
    List<List<Values.Leaf>> unsaid = rows.stream().map(row -> unsaid(row, counts)).toList();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      unsaid.get(i).stream()
          .flatMap(
              leaf -> reason(leaf, counts).map(reason -> new Fault(row, NAME, reason)).stream())
          .findFirst()
          .ifPresent(faults::add);
    }
    return faults;
  }

  /// The arguments that are not judged in a set.
  ///
  /// @param rows of the set
  /// @return each with the reason
  List<Unjudged> unjudged(List<Candidate> rows) {
    Map<String, Count> counts = new LinkedHashMap<>();
    Set<String> always = new HashSet<>();
    for (Candidate row : rows) {
      unsaid(row, counts);
      Values.of(row).filter(this::isAlwaysSaid).forEach(leaf -> always.add(leaf.where()));
    }
    List<Unjudged> unjudged = new ArrayList<>();
    counts.forEach((argument, count) -> {
      if (!always.contains(argument) && !count.isUsuallySaid()) {
        unjudged.add(new Unjudged(argument, reason(count)));
      }
    });
    return unjudged;
  }

  private static String reason(Count count) {
    return count.all < LEAST
        ? "has %d values; expected at least %d".formatted(count.all, LEAST)
        : "has %,d of %,d values in the sentence; expected at least 95 %%"
            .formatted(count.said, count.all);
  }

  /// The values that a row does not say; all of its values are counted.
  private List<Values.Leaf> unsaid(Candidate row, Map<String, Count> counts) {
    List<Values.Leaf> unsaid = new ArrayList<>();
    Values.of(row)
        .filter(leaf -> isChecked(leaf.json()))
        .forEach(leaf -> {
          Count count = counts.computeIfAbsent(leaf.where(), _ -> new Count());
          count.all++;
          if (isSaid(leaf, row)) {
            count.said++;
          } else {
            unsaid.add(leaf);
          }
        });
    return unsaid;
  }

  private static boolean isChecked(JsonNode value) {
    return (value.isString() && !value.stringValue().isBlank()) || value.isNumber();
  }

  private boolean isSaid(Values.Leaf leaf, Candidate row) {
    return isSaid(row.said(), leaf.text())
        || (texts.isPath(leaf) && PathRule.isGiven(leaf.text(), row));
  }

  static boolean isSaid(String text, String value) {
    return Arrays.stream(Derivation.values()).anyMatch(rule -> rule.holds(text, value));
  }

  private boolean isAlwaysSaid(Values.Leaf leaf) {
    return leaf.json().isString() && (texts.isExtractive(leaf) || texts.isPath(leaf));
  }

  private Optional<String> reason(Values.Leaf leaf, Map<String, Count> counts) {
    if (isAlwaysSaid(leaf)) {
      return Optional.of(reason(leaf, "as the catalogue wants it to"));
    }
    return counts.getOrDefault(leaf.where(), new Count()).isUsuallySaid()
        ? Optional.of(reason(leaf, "though nearly all others do"))
        : Optional.empty();
  }

  private static String reason(Values.Leaf leaf, String although) {
    return "%s is \"%s\", which the sentence does not say, %s; mend one of them"
        .formatted(leaf.where(), leaf.text(), although);
  }
}
