package dev.usher.training;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The door of this room: trains on tokenised rows in a child JVM and leaves the trained tensors in
/// the run folder. A run that was killed goes on from its last checkpoint when it is started again.
public final class Training {
  private static final int CHECKPOINT_SECONDS = 120;

  private Training() {}

  /// Trains, resumes, or finds the run already done.
  ///
  /// @param base the base model, a GGUF or a Hugging Face folder
  /// @param training rows to learn from, at least one
  /// @param validation rows to score; may be empty, then the last step's tensors are kept
  /// @param folder of the run, made if it is not there
  /// @param options how to train
  /// @param listener follows the run
  /// @throws UsherException if there is nothing to train on, patience has nothing to look at, or
  ///   the folder holds another run
  /// @throws dev.usher.tools.FailedException if the trainer fails
  public static void run(
      RunFolder folder,
      Path base,
      List<Row> training,
      List<Row> validation,
      TrainingOptions options,
      TrainingListener listener) {
    run(folder, base, training, validation, options, CHECKPOINT_SECONDS, listener);
  }

  static void run(
      RunFolder folder,
      Path base,
      List<Row> training,
      List<Row> validation,
      TrainingOptions options,
      int checkpointSeconds,
      TrainingListener listener) {
    if (training.isEmpty()) {
      throw new UsherException("training", "there is no row to train on");
    }
    if (options.patience() > 0 && validation.isEmpty()) {
      throw new UsherException(
          "training", "patience looks at validation rows, and there are none; leave it out");
    }
    if (!Files.exists(base)) {
      throw new UsherException(base.toString(), "is not there; expected the base model");
    }
    RunFolder.writeRows(folder.trainingRows(), training);
    RunFolder.writeRows(folder.validationRows(), validation);
    TrainingPlan plan = plan(folder, base, options, checkpointSeconds);
    if (Files.exists(folder.plan())) {
      requireSame(folder, plan);
    }
    RunFolder.writeJson(folder.plan(), plan);
    if (!Files.exists(folder.trained())) {
      TrainerProcess.run(List.of("train", folder.path().toString()), listener::on);
    }
  }

  private static TrainingPlan plan(
      RunFolder folder, Path base, TrainingOptions options, int checkpointSeconds) {
    return new TrainingPlan(
        folder.seenFromHere(base).toString(),
        Sha256.of(Files.isDirectory(base) ? base.resolve("model.safetensors") : base),
        Sha256.of(folder.trainingRows(), folder.validationRows()),
        options,
        Runtime.getRuntime().availableProcessors(),
        checkpointSeconds);
  }

  private static void requireSame(RunFolder folder, TrainingPlan plan) {
    TrainingPlan earlier = RunFolder.readJson(folder.plan(), TrainingPlan.class);
    if (!earlier.learnsTheSameAs(plan)) {
      throw new UsherException(
          folder.plan().toString(),
          "holds a run with other options, data or base model; remove "
              + folder.path()
              + " or choose another folder\n  there: "
              + earlier
              + "\n  asked: "
              + plan);
    }
  }
}
