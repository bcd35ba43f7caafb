package dev.usher.training.torch;

import dev.usher.model.llama.LlamaConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Rotary position embedding (Su et al. 2021) in the half-split order of the Hugging Face library,
/// and causal masks; both are made once for each sequence length.
final class RotaryTables {
  private final LlamaConfig config;
  private final ScalarType type;
  private final Map<Long, Tensor[]> tables = new ConcurrentHashMap<>();
  private final Map<Integer, Tensor> masks = new ConcurrentHashMap<>();

  RotaryTables(LlamaConfig config, ScalarType type) {
    this.config = config;
    this.type = type;
  }

  /// Heads (B, T, heads, D) turned by their positions 0 … T - 1.
  Tensor rotate(Tensor heads) {
    Tensor[] table = tables.computeIfAbsent(heads.size(1), this::table);
    Tensor swapped = heads.roll(new long[] {config.headSize() / 2}, new long[] {3});
    return torch.addcmul(heads.mul(table[0]), swapped, table[1], new Scalar(1.0));
  }

  /// Cosines, and sines with the sign that a roll by half a head needs, each (T, 1, D).
  private Tensor[] table(long length) {
    int size = config.headSize();
    int half = size / 2;
    float[] cosines = new float[(int) length * size];
    float[] sines = new float[(int) length * size];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < half; i++) {
        double angle = t * frequency(i);
        int at = t * size + i;
        cosines[at] = cosines[at + half] = (float) Math.cos(angle);
        sines[at] = (float) -Math.sin(angle);
        sines[at + half] = (float) Math.sin(angle);
      }
    }
    return new Tensor[] {
      Tensors.kept(cosines, type, length, 1, size), Tensors.kept(sines, type, length, 1, size)
    };
  }

  /// Radians a position of a rotated pair.
  private double frequency(int pair) {
    double frequency = Math.pow(config.ropeBase(), -2.0 * pair / config.headSize());
    return config.ropeScaling().scaled(pair, frequency);
  }

  /// Zero where a position may look and minus infinity where it may not, (1, group·T, T).
  Tensor causalMask(int length, int group) {
    return masks.computeIfAbsent(length, t -> mask(t, group));
  }

  private Tensor mask(int length, int group) {
    try (PointerScope _ = new PointerScope()) {
      Tensor infinite =
          torch.full(new long[] {length, length}, new Scalar(Double.NEGATIVE_INFINITY));
      Tensor causal = infinite.triu(1).to(type);
      return Tensors.keep(causal.repeat(group, 1).unsqueeze(0).contiguous());
    }
  }
}
