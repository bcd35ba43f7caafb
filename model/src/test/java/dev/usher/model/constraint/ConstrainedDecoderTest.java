package dev.usher.model.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstrainedDecoderTest {
  private static final ListTokenizer TOKENIZER =
      ListTokenizer.withAscii("<end>", "go", "gone", "to", "the", " ");

  private static TokenMask mask(ListTokenizer tokenizer, String... words) {
    return new TokenMask(new WordAutomaton(words), TokenTrie.of(tokenizer));
  }

  private static float[] preferring(ListTokenizer tokenizer, String... tokens) {
    float[] row = new float[tokenizer.vocabularySize()];
    for (int i = 0; i < tokens.length; i++) {
      row[tokenizer.id(tokens[i])] = 10 - i;
    }
    return row;
  }

  private static Decoded decode(TokenMask mask, int budget, LogitsSource source) {
    return new ConstrainedDecoder(mask).decode(source, budget);
  }

  @Test
  void takesTheBestAllowedToken() {
    TokenMask mask = mask(TOKENIZER, "gone", "got");
    ScriptedLogits logits =
        new ScriptedLogits(
            preferring(TOKENIZER, "the", "<end>", "go", "g"), preferring(TOKENIZER, "x", "t"));
    Decoded decoded = decode(mask, 9, logits);
    assertThat(decoded.text()).isEqualTo("got");
    assertThat(decoded.steps())
        .extracting(Decoded.Step::token)
        .containsExactly(TOKENIZER.id("go"), TOKENIZER.id("t"), TOKENIZER.id("<end>"));
  }

  @Test
  void neverAsksWhereOnlyOneTokenIsAllowedAndFeedsSuchTokensTogether() {
    TokenMask mask = mask(TOKENIZER, "xyza", "xyzb");
    ScriptedLogits logits = new ScriptedLogits(preferring(TOKENIZER, "b"));
    Decoded decoded = decode(mask, 9, logits);
    assertThat(decoded.text()).isEqualTo("xyzb");
    int x = TOKENIZER.id("x");
    assertThat(logits.fed).containsExactly(List.of(x, x + 1, x + 2));
    assertThat(logits.asked).containsExactly(2);
    assertThat(decoded.steps())
        .extracting(Decoded.Step::chosen)
        .containsExactly(false, false, false, true, false);
    assertThat(decoded.probability()).isCloseTo(1 / (1 + Math.exp(-10)), within(1e-9));
  }

  @Test
  void theEndOfTheTurnIsAChoiceWhereTheTextIsCompleteAndMayGoOn() {
    TokenMask mask = mask(TOKENIZER, "go", "gone");
    ScriptedLogits logits =
        new ScriptedLogits(preferring(TOKENIZER, "go"), preferring(TOKENIZER, "<end>"));
    Decoded decoded = decode(mask, 9, logits);
    assertThat(decoded.text()).isEqualTo("go");
    Decoded.Step end = decoded.steps().getLast();
    assertThat(end.allowed()).isEqualTo(2);
    assertThat(end.rivals()).isEmpty();
  }

  @Test
  void rivalsAreToldWithTheirTexts() {
    TokenMask mask = mask(TOKENIZER, "go", "gone");
    float[] row = preferring(TOKENIZER, "gone", "go", "g");
    Decoded decoded = decode(mask, 9, new ScriptedLogits(row));
    assertThat(decoded.steps().getFirst().rivals())
        .extracting(Decoded.Rival::text)
        .containsExactly("go", "g");
  }

  @Test
  void stepsTellWhichBytesTheyWrote() {
    ListTokenizer tokenizer = ListTokenizer.withAscii("<end>", "é", "éa");
    Decoded decoded =
        decode(
            mask(tokenizer, "xéa", "xéb"),
            9,
            new ScriptedLogits(preferring(tokenizer, "éa"), preferring(tokenizer, "éa")));
    assertThat(decoded.steps())
        .extracting(step -> List.of(step.from(), step.to()))
        .containsExactly(List.of(0, 1), List.of(1, 4), List.of(4, 4));
  }

  @Test
  void aTokenThatLeavesNoRoomToFinishIsPassedOver() {
    TokenMask mask = mask(TOKENIZER, "a12345", "b1");
    ScriptedLogits logits = new ScriptedLogits(preferring(TOKENIZER, "a", "b"));
    assertThat(decode(mask, 6, logits).text()).isEqualTo("b1");
    assertThat(decode(mask, 7, new ScriptedLogits(preferring(TOKENIZER, "a", "b"))).text())
        .isEqualTo("a12345");
  }

  @Test
  void everyBudgetFromTheSmallestOnGivesAWholeText() {
    String[] words = {"go", "gone", "got to", "the other way round", "x"};
    TokenMask mask = mask(TOKENIZER, words);
    int smallest = ConstrainedDecoder.smallestBudget(mask);
    assertThat(smallest).isEqualTo(2);
    for (int budget = smallest; budget < 25; budget++) {
      float[][] rows = new float[25][TOKENIZER.vocabularySize()];
      for (float[] row : rows) {
        Arrays.fill(row, 1);
        row[TOKENIZER.id("t")] = 2;
      }
      Decoded decoded = decode(mask, budget, new ScriptedLogits(rows));
      assertThat(words).contains(decoded.text());
      assertThat(decoded.steps()).hasSizeLessThanOrEqualTo(budget);
    }
  }

  @Test
  void aBudgetThatIsTooSmallIsRefused() {
    TokenMask mask = mask(TOKENIZER, "xyz");
    assertThat(ConstrainedDecoder.smallestBudget(mask)).isEqualTo(4);
    assertThatThrownBy(() -> decode(mask, 3, new ScriptedLogits()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 tokens");
    assertThat(decode(mask, 4, new ScriptedLogits()).text()).isEqualTo("xyz");
  }

  @Test
  void textThatTheVocabularyCannotSpellIsNeverBegun() {
    ListTokenizer noQ = ListTokenizer.of("a", "b", "<end>", "c");
    TokenMask mask = mask(noQ, "aaaq", "bcc");
    Decoded decoded = decode(mask, 9, new ScriptedLogits(preferring(noQ, "a", "b")));
    assertThat(decoded.text()).isEqualTo("bcc");
    assertThatThrownBy(() -> ConstrainedDecoder.smallestBudget(mask(noQ, "aq")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"aq\"");
  }
}
