package dev.usher.router;

import dev.usher.model.constraint.LogitsSource;
import dev.usher.model.tokenizer.Tokenizer;
import java.util.Random;

/// A model that knows nothing: normally distributed scores, new ones at each place. Tokens that
/// close something get a push, so that strings come to an end.
final class RandomLogits implements LogitsSource {
  private static final float SPREAD = 8;

  private final float[] pool;
  private final float[] push;
  private final float[] out;
  private final Random random;

  RandomLogits(Tokenizer tokenizer, float closing, long seed) {
    this.random = new Random(seed);
    int size = tokenizer.vocabularySize();
    this.pool = new float[2 * size];
    this.push = new float[size];
    this.out = new float[size];
    for (int i = 0; i < pool.length; i++) {
      pool[i] = (float) (SPREAD * random.nextGaussian());
    }
    for (int id = 0; id < size; id++) {
      push[id] = closes(tokenizer.bytes(id)) ? closing : 0;
    }
  }

  private static boolean closes(byte[] text) {
    for (byte b : text) {
      if ("\")]}".indexOf(b) >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void feed(int[] tokens, int from, int count) {}

  @Override
  public float[] logits() {
    int from = random.nextInt(out.length);
    for (int id = 0; id < out.length; id++) {
      out[id] = pool[from + id] + push[id];
    }
    return out;
  }

  @Override
  public void logits(int[] tokens, int count, float[] scores) {
    for (int i = 0; i < count; i++) {
      scores[i] = pool[random.nextInt(pool.length)] + push[tokens[i]];
    }
  }
}
