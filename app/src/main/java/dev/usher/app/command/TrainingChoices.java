package dev.usher.app.command;

import dev.usher.training.LoraOptions;
import dev.usher.training.Precision;
import dev.usher.training.Schedule;
import dev.usher.training.TrainingMethod;
import dev.usher.training.TrainingOptions;
import dev.usher.training.TrainingOptionsBuilder;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How a model learns: the options of a training that hold for each method.
final class TrainingChoices {

  @Option(names = "--epochs", paramLabel = "E", description = "Passes over the data. Default: 2.")
  private Optional<Double> epochs = Optional.empty();

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "After the warm-up. Default: 2e-4 for full, 1e-3 for lora.")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--schedule",
      completionCandidates = Words.Schedules.class,
      description = {
        "cosine: after the warm-up the rate falls to nothing at the last step.",
        "constant: it stays. Default: cosine."
      })
  private Optional<Schedule> schedule = Optional.empty();

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Steps in which the rate rises from nothing. Default: 20.")
  private Optional<Integer> warmUp = Optional.empty();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Rows that are read at a time. Default: 16.")
  private Optional<Integer> batchSize = Optional.empty();

  @Option(
      names = "--accumulation",
      paramLabel = "N",
      description = "Batches a step, their gradients summed. Default: 1.")
  private Optional<Integer> accumulation = Optional.empty();

  @Option(
      names = "--clip",
      paramLabel = "C",
      description = "Scale gradients down to at most this norm. Default: 1.")
  private Optional<Double> clip = Optional.empty();

  @Option(
      names = "--weight-decay",
      paramLabel = "W",
      description = "AdamW's decay of the weights. Default: 0.01.")
  private Optional<Double> weightDecay = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop after so many validations, of which an epoch has two, without a better one."
              + " Default: 0, which is never.")
  private Optional<Integer> patience = Optional.empty();

  @Option(
      names = "--precision",
      completionCandidates = Words.Precisions.class,
      description = {
        "Arithmetic of the matrix products: ${COMPLETION-CANDIDATES}.",
        "auto is bf16 where this processor multiplies it faster, else f32. What is trained is kept"
            + " in f32 either way. Default: auto."
      })
  private Optional<Precision> precision = Optional.empty();

  @Option(
      names = "--gradient-checkpointing",
      description = {
        "Take less memory and about a third more time; what is learnt is the same. A training that"
            + " ran out of memory goes on with it."
      })
  private boolean gradientCheckpointing;

  TrainingOptions options(TrainingMethod method, LoraOptions adapter, long seed) {
    TrainingOptionsBuilder options =
        TrainingOptions.of(method).toBuilder()
            .lora(adapter)
            .gradientCheckpointing(gradientCheckpointing)
            .seed(seed);
    epochs.ifPresent(options::epochs);
    learningRate.ifPresent(options::learningRate);
    schedule.ifPresent(options::schedule);
    warmUp.ifPresent(options::warmupSteps);
    batchSize.ifPresent(options::batchSize);
    accumulation.ifPresent(options::accumulation);
    clip.ifPresent(options::clip);
    weightDecay.ifPresent(options::weightDecay);
    patience.ifPresent(options::patience);
    precision.ifPresent(options::precision);
    return options.build();
  }
}
