package dev.usher.training;

import dev.usher.model.constraint.LogitsSource;
import java.util.Arrays;

/// Scores that a model gave along a text, given again token by token. They do not depend on what is
/// fed: whoever feeds another text has the scores of this one.
final class StoredLogits implements LogitsSource {
  private final float[] scores; // (tokens, vocabulary)
  private final int vocabulary;
  private int token;

  /// @param scores that precede each token of the text, row by row
  /// @param tokens of the text
  StoredLogits(float[] scores, int tokens) {
    this.scores = scores;
    this.vocabulary = scores.length / tokens;
  }

  @Override
  public void feed(int[] tokens, int from, int count) {
    token = Math.min(token + count, scores.length / vocabulary - 1);
  }

  @Override
  public float[] logits() {
    return Arrays.copyOfRange(scores, token * vocabulary, (token + 1) * vocabulary);
  }

  @Override
  public void logits(int[] tokens, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = scores[token * vocabulary + tokens[i]];
    }
  }
}
