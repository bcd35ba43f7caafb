package dev.usher.model.llama;

/// Rotary position embedding (Su et al. 2021, "RoFormer"): the pair of values (2i, 2i + 1) of a
/// head at position p is turned by the angle p * base^(-2i / h).
final class RotaryTable {
  private final int half;
  private final float[] cosines; // (positions, h / 2)
  private final float[] sines; // (positions, h / 2)

  RotaryTable(LlamaConfig config, int positions) {
    half = config.headSize() / 2;
    cosines = new float[Math.multiplyExact(positions, half)];
    sines = new float[cosines.length];
    for (int i = 0; i < half; i++) {
      double frequency = Math.pow(config.ropeBase(), -2.0 * i / config.headSize());
      double scaled = config.ropeScaling().scaled(i, frequency);
      for (int position = 0; position < positions; position++) {
        cosines[position * half + i] = (float) Math.cos(position * scaled);
        sines[position * half + i] = (float) Math.sin(position * scaled);
      }
    }
  }

  /// Turns a head in place.
  void rotate(float[] values, int at, int position) {
    int angle = position * half;
    for (int i = 0; i < half; i++) {
      float even = values[at + 2 * i];
      float odd = values[at + 2 * i + 1];
      float cosine = cosines[angle + i];
      float sine = sines[angle + i];
      values[at + 2 * i] = even * cosine - odd * sine;
      values[at + 2 * i + 1] = even * sine + odd * cosine;
    }
  }
}
