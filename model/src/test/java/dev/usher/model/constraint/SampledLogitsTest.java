package dev.usher.model.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampledLogitsTest {
  private static final int DRAWS = 50_000;
  private static final float[] SCORES = {1.5f, 0, -1, 0.7f};

  private static final LogitsSource FIXED =
      new LogitsSource() {
        @Override
        public void feed(int[] tokens, int from, int count) {}

        @Override
        public float[] logits() {
          return SCORES.clone();
        }

        @Override
        public void logits(int[] tokens, int count, float[] out) {
          for (int i = 0; i < count; i++) {
            out[i] = SCORES[tokens[i]];
          }
        }
      };

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2})
  void eachTokenIsHighestAsOftenAsSoftmaxSays(double temperature) {
    SampledLogits sampled = new SampledLogits(FIXED, temperature, new Random(42));
    int[] all = {0, 1, 2, 3};
    float[] scores = new float[all.length];
    double[] highest = new double[all.length];
    double[] highestOfSome = new double[all.length];
    for (int draw = 0; draw < DRAWS; draw++) {
      highest[highest(sampled.logits())]++;
      sampled.logits(all, all.length, scores);
      highestOfSome[highest(scores)]++;
    }
    double sum = 0;
    for (float score : SCORES) {
      sum += Math.exp(score / temperature);
    }
    for (int token : all) {
      double expected = Math.exp(SCORES[token] / temperature) / sum;
      assertThat(highest[token] / DRAWS).isCloseTo(expected, within(.01));
      assertThat(highestOfSome[token] / DRAWS).isCloseTo(expected, within(.01));
    }
  }

  private static int highest(float[] scores) {
    int highest = 0;
    for (int i = 1; i < scores.length; i++) {
      highest = scores[i] > scores[highest] ? i : highest;
    }
    return highest;
  }

  @Test
  void atTemperatureZeroTheScoresAreTheModelsOwn() {
    SampledLogits sampled = new SampledLogits(FIXED, 0, new Random(42));
    assertThat(sampled.logits()).containsExactly(SCORES);
  }

  @Test
  void aTemperatureBelowZeroIsRefused() {
    assertThatThrownBy(() -> new SampledLogits(FIXED, -1, new Random(42)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
