package dev.usher.training;

import dev.usher.tools.UsherException;

/// How to train. Two runs with equal options, data and base model on one machine give equal bits.
///
/// @param method what is trained
/// @param lora the adapter's shape; unused by [TrainingMethod#FULL]
/// @param epochs passes over the training rows, may be a fraction
/// @param learningRate AdamW's rate after the warm-up
/// @param schedule how the rate goes on after the warm-up
/// @param warmupSteps steps of linear warm-up
/// @param batchSize rows a forward pass
/// @param accumulation forward passes an optimiser step
/// @param clip largest global gradient norm; larger ones are scaled down to it
/// @param weightDecay AdamW's decoupled decay
/// @param evaluationsPerEpoch how often the validation rows are scored; 0 for never
/// @param patience validations without a better score after which training stops; 0 for never
/// @param precision the arithmetic
/// @param gradientCheckpointing whether each block's forward pass is repeated on the way back, for
///   less memory in more time
/// @param seed decides the order of rows, the adapter's first values and dropout
public record TrainingOptions(
    TrainingMethod method,
    LoraOptions lora,
    double epochs,
    double learningRate,
    Schedule schedule,
    int warmupSteps,
    int batchSize,
    int accumulation,
    double clip,
    double weightDecay,
    int evaluationsPerEpoch,
    int patience,
    Precision precision,
    boolean gradientCheckpointing,
    long seed) {

  /// Checks the ranges.
  ///
  /// @throws UsherException if a value is out of range
  public TrainingOptions {
    require(epochs > 0, "epochs", "above 0", epochs);
    require(learningRate > 0, "learning-rate", "above 0", learningRate);
    require(warmupSteps >= 0, "warm-up", "at least 0", warmupSteps);
    require(batchSize >= 1, "batch-size", "at least 1", batchSize);
    require(accumulation >= 1, "accumulation", "at least 1", accumulation);
    require(clip > 0, "clip", "above 0", clip);
    require(weightDecay >= 0, "weight-decay", "at least 0", weightDecay);
    require(evaluationsPerEpoch >= 0, "evaluations per epoch", "at least 0", evaluationsPerEpoch);
    require(patience >= 0, "patience", "at least 0", patience);
    require(
        patience == 0 || evaluationsPerEpoch > 0,
        "evaluations per epoch",
        "above 0 where there is patience",
        evaluationsPerEpoch);
  }

  /// The defaults of a method: two epochs, batches of 16, cosine after 20 steps of warm-up, seed
  /// 42.
  ///
  /// @param method what is trained
  /// @return the options
  public static TrainingOptions of(TrainingMethod method) {
    return new TrainingOptions(
        method,
        LoraOptions.ofRank(16),
        2,
        defaultRate(method),
        Schedule.COSINE,
        20,
        16,
        1,
        1.0,
        0.01,
        2,
        0,
        Precision.AUTO,
        false,
        42);
  }

  /// A way to change some of them.
  ///
  /// @return a builder that starts from these
  public TrainingOptionsBuilder toBuilder() {
    return new TrainingOptionsBuilder(this);
  }

  /// The learning rate that a method starts from.
  ///
  /// @param method what is trained
  /// @return the rate after the warm-up
  public static double defaultRate(TrainingMethod method) {
    return switch (method) {
      case FULL -> 2e-4;
      case LORA -> 1e-3;
    };
  }

  private static void require(boolean holds, String name, String expected, double value) {
    if (!holds) {
      throw new UsherException("training", name + " must be " + expected + ", not " + value);
    }
  }
}
