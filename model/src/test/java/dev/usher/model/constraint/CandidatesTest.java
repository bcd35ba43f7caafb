package dev.usher.model.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static TokenSet set(int vocabulary, int... ids) {
    long[] bits = new long[(vocabulary + 63) >> 6];
    for (int id : ids) {
      bits[id >> 6] |= 1L << id;
    }
    return TokenSet.of(bits, vocabulary);
  }

  private static Candidates loaded(TokenSet set, float... logits) {
    Candidates candidates = new Candidates(logits.length);
    candidates.load(set, new ScriptedLogits(logits));
    return candidates;
  }

  private static float[] row(int vocabulary, float... beginning) {
    return java.util.Arrays.copyOf(beginning, vocabulary);
  }

  @Test
  void ofEqualScoresTheLowestIdWins() {
    assertThat(loaded(set(8, 2, 5, 7), 9, 9, 1, 9, 9, 3, 9, 3).best()).isEqualTo(5);
  }

  @Test
  void fewTokensAreAskedForOneByOne() {
    ScriptedLogits few = new ScriptedLogits(row(640, 1, 2, 3));
    new Candidates(640).load(set(640, 1, 2), few);
    assertThat(few.asked).containsExactly(2);
    ScriptedLogits many = new ScriptedLogits(row(64, 1, 2, 3));
    new Candidates(64).load(set(64, 0, 1, 2), many);
    assertThat(many.asked).containsExactly(-1);
  }

  @Test
  void sharesAreTheSoftmaxOverTheAllowedTokens() {
    Candidates candidates =
        loaded(set(640, 0, 1, 2), row(640, (float) Math.log(6), (float) Math.log(3), 0, 99));
    List<Candidates.Share> shares = candidates.shares(0);
    assertThat(shares).extracting(Candidates.Share::token).containsExactly(0, 1, 2);
    assertThat(shares.get(0).probability()).isCloseTo(.6, within(1e-6));
    assertThat(shares.get(1).probability()).isCloseTo(.3, within(1e-6));
    assertThat(shares.get(2).probability()).isCloseTo(.1, within(1e-6));
  }

  @Test
  void aRejectedTokenHasNoShare() {
    Candidates candidates =
        loaded(set(640, 0, 1, 2), row(640, (float) Math.log(6), (float) Math.log(3), 0));
    candidates.reject(0);
    assertThat(candidates.best()).isEqualTo(1);
    assertThat(candidates.shares(1).getFirst().probability()).isCloseTo(.75, within(1e-6));
    assertThat(candidates.shares(1)).hasSize(2);
  }

  @Test
  void rivalsAreTheThreeStrongestWithinReach() {
    Candidates candidates = loaded(set(8, 0, 1, 2, 3, 4, 5, 6, 7), 0, 1, 5, 2, 4, 3, -3, 5);
    assertThat(candidates.shares(2))
        .extracting(Candidates.Share::token)
        .containsExactly(2, 7, 4, 5);
    Candidates sure = loaded(set(4, 0, 1, 2, 3), 0, 10, 2, 4);
    assertThat(sure.shares(1)).extracting(Candidates.Share::token).containsExactly(1, 3);
  }

  @Test
  void scoresThatAreNoNumbersAreAnError() {
    Candidates candidates = loaded(set(4, 0, 1), Float.NaN, Float.NaN, 1, 1);
    assertThatThrownBy(candidates::best)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 allowed tokens");
  }

  @Test
  void setsOfBothFormsBehaveAlike() {
    TokenSet few = set(6400, 3, 70, 6399);
    TokenSet many = set(70, 3, 64, 69);
    assertThat(few.few()).isTrue();
    assertThat(many.few()).isFalse();
    assertThat(few.ids().toArray()).containsExactly(3, 70, 6399);
    assertThat(many.ids().toArray()).containsExactly(3, 64, 69);
    assertThat(many.contains(64)).isTrue();
    assertThat(many.contains(65)).isFalse();
    assertThat(many.contains(-1)).isFalse();
    assertThat(many.contains(7000)).isFalse();
    assertThat(few.contains(70)).isTrue();
    assertThat(few.contains(69)).isFalse();
    assertThat(few).isEqualTo(set(6400, 3, 70, 6399)).isNotEqualTo(many);
  }
}
