package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.SentenceKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A value that users say is said.
///
/// Which arguments users say is read off the set: those of which nearly all values are in their
/// sentence. In the few other rows the value was invented, taken from another row, or lost when the
/// sentence was rewritten. A value counts as said word for word, or by a rule of [Derivation].
final class GroundingRule implements SetRule {
  private static final double NEARLY_ALL = 0.95;
  private static final int LEAST = 20;

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
      private static final List<String> WORDS =
          List.of(
              "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
              "eleven", "twelve");

      @Override
      boolean holds(String text, String value) {
        int number = WORDS.indexOf(value.toLowerCase(Locale.ROOT));
        if (number >= 0) {
          return hasWord(text, Integer.toString(number));
        }
        boolean small = value.matches("\\d{1,2}") && Integer.parseInt(value) < WORDS.size();
        return small && hasWord(text, WORDS.get(Integer.parseInt(value)));
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

  @Override
  public String name() {
    return "grounding";
  }

  @Override
  public List<Fault> faults(List<Candidate> rows) {
    Map<String, int[]> counts = new HashMap<>(); // said, all
    List<List<Values.Leaf>> unsaid = new ArrayList<>();
    for (Candidate row : rows) {
      List<Values.Leaf> ofRow = new ArrayList<>();
      Values.of(row)
          .filter(leaf -> isChecked(leaf.json()))
          .forEach(leaf -> {
            int[] count = counts.computeIfAbsent(leaf.where(), _ -> new int[2]);
            count[1]++;
            if (isSaid(row.said(), leaf.text())) {
              count[0]++;
            } else {
              ofRow.add(leaf);
            }
          });
      unsaid.add(ofRow);
    }
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      unsaid.get(i).stream()
          .filter(leaf -> isUsuallySaid(counts.getOrDefault(leaf.where(), new int[2])))
          .findFirst()
          .ifPresent(leaf -> faults.add(fault(row, leaf)));
    }
    return faults;
  }

  private static boolean isChecked(JsonNode value) {
    return (value.isString() && !value.stringValue().isBlank()) || value.isNumber();
  }

  static boolean isSaid(String text, String value) {
    return Arrays.stream(Derivation.values()).anyMatch(rule -> rule.holds(text, value));
  }

  private static boolean isUsuallySaid(int[] count) {
    return count[1] >= LEAST && count[0] >= NEARLY_ALL * count[1];
  }

  private Fault fault(int row, Values.Leaf leaf) {
    return new Fault(
        row,
        name(),
        "%s is \"%s\", which the sentence does not say, though nearly all others do; mend one of them"
            .formatted(leaf.where(), leaf.text()));
  }
}
