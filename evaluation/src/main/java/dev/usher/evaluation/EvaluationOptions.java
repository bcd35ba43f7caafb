package dev.usher.evaluation;

/// How to evaluate.
///
/// @param warmUp how many sentences to predict beforehand, untimed and unscored, so that the first
///   figures are not those of a cold program
/// @param seed decides the draws behind the intervals of argument scores
public record EvaluationOptions(int warmUp, long seed) {

  /// Eight sentences, seed 42.
  public static final EvaluationOptions DEFAULT = new EvaluationOptions(8, 42);

  /// Checks the range.
  public EvaluationOptions {
    if (warmUp < 0) {
      throw new IllegalArgumentException("warm-up must not be negative: " + warmUp);
    }
  }
}
