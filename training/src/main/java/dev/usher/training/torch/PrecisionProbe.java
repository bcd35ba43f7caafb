package dev.usher.training.torch;

import dev.usher.training.Precision;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Which arithmetic this machine multiplies faster in, by a product of 1,024-square matrices.
/// Processors without bfloat16 instructions emulate them, slower than single precision.
final class PrecisionProbe {
  private static final int SIZE = 1024;
  private static final int REPETITIONS = 5;

  private PrecisionProbe() {}

  static Precision choose(Precision wanted) {
    return switch (wanted) {
      case F32, BF16 -> wanted;
      case AUTO ->
          bestSeconds(ScalarType.BFloat16, SIZE) < bestSeconds(ScalarType.Float, SIZE)
              ? Precision.BF16
              : Precision.F32;
    };
  }

  static ScalarType type(Precision chosen) {
    return switch (chosen) {
      case F32 -> ScalarType.Float;
      case BF16 -> ScalarType.BFloat16;
      case AUTO -> throw new IllegalArgumentException("the probe has not chosen yet");
    };
  }

  /// The fastest of a few square matrix products.
  static double bestSeconds(ScalarType type, int size) {
    double best = Double.POSITIVE_INFINITY;
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      Tensor a = torch.randn(size, size).to(type);
      for (int i = 0; i < REPETITIONS; i++) {
        long start = System.nanoTime();
        a.mm(a);
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
    }
    return best;
  }
}
