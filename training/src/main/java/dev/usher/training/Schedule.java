package dev.usher.training;

/// How the learning rate goes on after the warm-up.
public enum Schedule {
  /// Half a cosine down to nothing at the last step.
  COSINE,
  /// The full rate to the end.
  CONSTANT;

  /// The factor on the learning rate at `step` (from 0) of `steps`, after a linear warm-up over
  /// `warmup` steps.
  ///
  /// @param step that is about to be done
  /// @param steps of the whole run
  /// @param warmup steps of the warm-up
  /// @return in (0, 1]
  public double factor(long step, long steps, long warmup) {
    if (step < warmup) {
      return (step + 1.0) / warmup;
    }
    return switch (this) {
      case CONSTANT -> 1.0;
      case COSINE -> 0.5 * (1 + Math.cos(Math.PI * (step - warmup) / Math.max(1, steps - warmup)));
    };
  }
}
