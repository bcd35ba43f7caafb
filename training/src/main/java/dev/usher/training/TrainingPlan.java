package dev.usher.training;

/// What the trainer in the child JVM has to do; written to the run folder.
///
/// @param base the base model, a GGUF or a Hugging Face folder, seen from the run folder: one that
///   lies beside it moves along
/// @param baseSha256 of the base file's bytes, so that a run is never resumed over another model
/// @param rowsSha256 of the tokenised rows, so that a run is never resumed over other data
/// @param options how to train
/// @param threads of arithmetic
/// @param checkpointSeconds at least this long between two checkpoints
public record TrainingPlan(
    String base,
    String baseSha256,
    String rowsSha256,
    TrainingOptions options,
    int threads,
    int checkpointSeconds) {

  /// Whether another plan leads to the same bits, though perhaps in less memory.
  boolean learnsTheSameAs(TrainingPlan other) {
    return withoutCheckpointing().equals(other.withoutCheckpointing());
  }

  private TrainingPlan withoutCheckpointing() {
    return new TrainingPlan(
        base,
        baseSha256,
        rowsSha256,
        options.toBuilder().gradientCheckpointing(false).build(),
        threads,
        checkpointSeconds);
  }
}
