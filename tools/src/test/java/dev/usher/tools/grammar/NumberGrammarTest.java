package dev.usher.tools.grammar;

import static dev.usher.tools.grammar.RandomTexts.accepts;
import static dev.usher.tools.grammar.RandomTexts.automaton;
import static dev.usher.tools.grammar.RandomTexts.bytes;
import static dev.usher.tools.grammar.RandomTexts.following;
import static dev.usher.tools.grammar.RandomTexts.walk;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NumberGrammarTest {
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");
  private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?");

  private static String schema(String type, String minimum, String maximum) {
    String low = minimum.isEmpty() ? "" : ",'minimum':" + minimum;
    String high = maximum.isEmpty() ? "" : ",'maximum':" + maximum;
    return "{'type':'%s'%s%s}".formatted(type, low, high);
  }

  /// Every text of at most so many characters of an alphabet.
  private static List<String> texts(String alphabet, int length) {
    List<String> all = new ArrayList<>(List.of(""));
    int from = 0;
    for (int i = 0; i < length; i++) {
      int to = all.size();
      for (String before : all.subList(from, to).toArray(new String[0])) {
        alphabet.chars().forEach(c -> all.add(before + (char) c));
      }
      from = to;
    }
    return all;
  }

  private static void assertExactly(
      String type, String low, String high, List<String> texts, Pattern canonical) {
    Automaton automaton = automaton(schema(type, low, high));
    for (String text : texts) {
      boolean expected =
          canonical.matcher(text).matches() && !text.equals("-0") && within(text, low, high);
      assertThat(accepts(automaton, text))
          .as("%s from '%s' to '%s': %s", type, low, high, text)
          .isEqualTo(expected);
    }
  }

  private static boolean within(String text, String low, String high) {
    BigDecimal value = new BigDecimal(text);
    return (low.isEmpty() || value.compareTo(new BigDecimal(low)) >= 0)
        && (high.isEmpty() || value.compareTo(new BigDecimal(high)) <= 0);
  }

  @Test
  void wholeNumbersKeepTheirBoundsExactly() {
    List<String> texts = texts("-.01259", 4);
    List<String> bounds =
        List.of(
            "", "-211", "-100", "-99", "-20", "-1", "0", "5", "9", "10", "110", "251", "999",
            "1000");
    for (String low : bounds) {
      for (String high : bounds) {
        if (low.isEmpty() || high.isEmpty() || Integer.parseInt(low) <= Integer.parseInt(high)) {
          assertExactly("integer", low, high, texts, WHOLE);
        }
      }
    }
  }

  @Test
  void numbersKeepTheirBoundsExactly() {
    List<String> texts = texts("-.0129", 4);
    List<String> bounds =
        List.of(
            "", "-10.2", "-1", "-0.9", "-0.02", "0", "0.01", "0.1", "0.19", "1", "1.01", "9.2",
            "20");
    for (String low : bounds) {
      for (String high : bounds) {
        if (low.isEmpty()
            || high.isEmpty()
            || new BigDecimal(low).compareTo(new BigDecimal(high)) <= 0) {
          assertExactly("number", low, high, texts, PLAIN);
        }
      }
    }
  }

  @Test
  void everyDoubleCanBeWritten() {
    Automaton automaton = automaton("{'type':'number'}");
    Random random = new Random(42);
    List<Double> values =
        new ArrayList<>(List.of(Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, -1e-300));
    for (int i = 0; i < 300; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      values.add(Double.isFinite(value) ? value : 0);
    }
    for (double value : values) {
      assertThat(accepts(automaton, CanonicalJson.number(new BigDecimal(Double.toString(value)))))
          .as("%s", value)
          .isTrue();
    }
  }

  @Test
  void digitsAreLimited() {
    Automaton automaton = automaton("{'type':'number'}");
    String nines = "9".repeat(33);
    assertThat(accepts(automaton, "0." + nines + "9")).isTrue();
    assertThat(accepts(automaton, "0.0" + nines + "9")).isTrue();
    assertThat(accepts(automaton, "0." + nines + "99")).isFalse();
    assertThat(accepts(automaton, nines + ".9")).isTrue();
    assertThat(accepts(automaton, nines + ".99")).isFalse();
    assertThat(accepts(automaton, "9".repeat(1000))).isTrue();
    assertThat(accepts(automaton, "9".repeat(1001))).isFalse();
    assertThat(accepts(automaton, "0." + "0".repeat(339) + "1")).isTrue();
    assertThat(accepts(automaton, "0." + "0".repeat(340) + "1")).isFalse();
  }

  @Test
  void longBoundsCanBeWrittenToTheirLastDigit() {
    String low = "0." + "1".repeat(60);
    String high = "0." + "1".repeat(59) + "2";
    Automaton automaton = automaton(schema("number", low, high));
    assertThat(accepts(automaton, low)).isTrue();
    assertThat(accepts(automaton, high)).isTrue();
    int state = walk(automaton, automaton.start(), bytes("0." + "1".repeat(59)));
    assertThat(following(automaton, state)).containsExactly((int) '1', (int) '2');
  }

  @Test
  void thereAreNoDeadEnds() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      BigDecimal low = decimal(random);
      BigDecimal high = low.add(decimal(random).abs());
      String type = random.nextBoolean() ? "number" : "integer";
      String schema = schema(type, low.toPlainString(), high.toPlainString());
      if (type.equals("integer") && isWithoutWholeNumber(low, high)) {
        continue;
      }
      Automaton automaton = automaton(schema);
      for (int walk = 0; walk < 5; walk++) {
        String text =
            new String(
                RandomTexts.text(automaton, random, 60), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(within(text, low.toPlainString(), high.toPlainString()))
            .as("%s: %s", schema, text)
            .isTrue();
      }
    }
  }

  private static BigDecimal decimal(Random random) {
    long unscaled = random.nextLong() >> random.nextInt(64);
    return BigDecimal.valueOf(unscaled, random.nextInt(25));
  }

  private static boolean isWithoutWholeNumber(BigDecimal low, BigDecimal high) {
    return low.setScale(0, java.math.RoundingMode.CEILING).compareTo(high) > 0;
  }
}
