package dev.usher.model.constraint;

import java.util.random.RandomGenerator;

/// A language model whose highest score is drawn by chance: each token is highest with the
/// probability that softmax gives it at a temperature. So a greedy [ConstrainedDecoder] samples.
///
/// To each score Gumbel noise is added, as often as the temperature says (the Gumbel-max trick:
/// Gumbel, 1954; Maddison, Tarlow and Minka, 2014). The scores are no longer the model's own.
public final class SampledLogits implements LogitsSource {
  private final LogitsSource source;
  private final float temperature;
  private final RandomGenerator random;
  private float[] noisy = new float[0];

  /// A source over another.
  ///
  /// @param source that is fed and asked; its arrays stay as they are
  /// @param temperature at least 0; at 0 the scores stay as they are
  /// @param random decides what is drawn
  public SampledLogits(LogitsSource source, double temperature, RandomGenerator random) {
    if (!(temperature >= 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature must be at least 0: " + temperature);
    }
    this.source = source;
    this.temperature = (float) temperature;
    this.random = random;
  }

  @Override
  public void feed(int[] tokens, int from, int count) {
    source.feed(tokens, from, count);
  }

  @Override
  public float[] logits() {
    float[] own = source.logits();
    if (noisy.length != own.length) {
      noisy = new float[own.length];
    }
    System.arraycopy(own, 0, noisy, 0, own.length);
    addNoise(noisy, own.length);
    return noisy;
  }

  @Override
  public void logits(int[] tokens, int count, float[] out) {
    source.logits(tokens, count, out);
    addNoise(out, count);
  }

  private void addNoise(float[] scores, int count) {
    if (temperature == 0) {
      return;
    }
    for (int i = 0; i < count; i++) {
      double uniform = 1 - random.nextDouble(); // in (0, 1]
      double exponential = Math.max(-Math.log(uniform), Double.MIN_NORMAL);
      scores[i] -= temperature * (float) Math.log(exponential);
    }
  }
}
