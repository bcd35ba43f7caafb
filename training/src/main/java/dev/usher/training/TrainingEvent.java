package dev.usher.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What the trainer says while it works; one JSON object a line on its standard output.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TrainingEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = TrainingEvent.Stepped.class, name = "step"),
  @JsonSubTypes.Type(value = TrainingEvent.Validated.class, name = "validated"),
  @JsonSubTypes.Type(value = TrainingEvent.Saved.class, name = "saved"),
  @JsonSubTypes.Type(value = TrainingEvent.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = TrainingEvent.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = StepBenchmark.Measured.class, name = "measured")
})
public sealed interface TrainingEvent
    permits TrainingEvent.Started,
        TrainingEvent.Stepped,
        TrainingEvent.Validated,
        TrainingEvent.Saved,
        TrainingEvent.Finished,
        TrainingEvent.Failed,
        StepBenchmark.Measured {

  /// The model is loaded.
  ///
  /// @param precision the arithmetic that was chosen
  /// @param trainedParameters how many numbers are trained
  /// @param firstStep where training goes on, 0 for a new run
  /// @param steps how many steps the whole run has
  record Started(Precision precision, long trainedParameters, long firstStep, long steps)
      implements TrainingEvent {}

  /// A step is done.
  ///
  /// @param step how many are done
  /// @param steps how many the whole run has
  /// @param loss mean cross entropy over the step's target tokens, in nats
  /// @param gradientNorm before clipping
  /// @param learningRate that the step used
  /// @param tokens prompt and target tokens of the step, without padding
  /// @param seconds that the step took
  record Stepped(
      long step,
      long steps,
      double loss,
      double gradientNorm,
      double learningRate,
      int tokens,
      double seconds)
      implements TrainingEvent {}

  /// The validation rows were scored.
  ///
  /// @param step how many steps were done
  /// @param loss mean cross entropy over all target tokens, in nats
  /// @param exact share of rows whose every target token was the most likely one
  /// @param kept whether this step is the one to keep so far
  record Validated(long step, double loss, double exact, boolean kept) implements TrainingEvent {}

  /// A checkpoint is on disk: a run that is killed from now on resumes at this step.
  ///
  /// @param step how many steps were done
  record Saved(long step) implements TrainingEvent {}

  /// The trained tensors are on disk.
  ///
  /// @param steps how many steps were done
  /// @param keptStep the step whose tensors were kept: the best validated one, else the last
  /// @param stoppedEarly whether patience ended the run
  /// @param peakBytes largest resident memory of the trainer, 0 where the system does not tell
  record Finished(long steps, long keptStep, boolean stoppedEarly, long peakBytes)
      implements TrainingEvent {}

  /// The run cannot go on.
  ///
  /// @param badInput whether what the user gave is at fault, not the machine or the course that the
  ///   training took
  /// @param message where, what was expected and what to do
  record Failed(boolean badInput, String message) implements TrainingEvent {}
}
