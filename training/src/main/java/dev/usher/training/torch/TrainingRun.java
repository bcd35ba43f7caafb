package dev.usher.training.torch;

import dev.usher.model.safetensors.SafetensorsWriter;
import dev.usher.tools.UsherException;
import dev.usher.training.BatchPlan;
import dev.usher.training.Precision;
import dev.usher.training.Row;
import dev.usher.training.RunFolder;
import dev.usher.training.TrainingEvent;
import dev.usher.training.TrainingMethod;
import dev.usher.training.TrainingOptions;
import dev.usher.training.TrainingPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A whole run: steps in the order of the plan, validations, checkpoints, and at the end the
/// tensors that were trained.
final class TrainingRun {
  private static final int STEPS_BETWEEN_TRIMS = 25;
  private static final int SCORING_BATCH = 32;

  private final RunFolder folder;
  private final TrainingOptions options;
  private final TrainingPlan plan;
  private final Consumer<TrainingEvent> events;

  TrainingRun(RunFolder folder, TrainingPlan plan, Consumer<TrainingEvent> events) {
    this.folder = folder;
    this.plan = plan;
    this.options = plan.options();
    this.events = events;
  }

  void run() {
    List<Row> rows = RunFolder.readRows(folder.trainingRows());
    List<List<Row>> validation =
        BatchPlan.byLength(RunFolder.readRows(folder.validationRows()), SCORING_BATCH);
    BaseModel base = BaseModel.open(folder.base(plan));
    requireInVocabulary(rows, base.config().vocabulary());
    Precision precision = PrecisionProbe.choose(options.precision());
    TrainableModel model = model(base, PrecisionProbe.type(precision));
    AdamW optimizer = new AdamW(model.leaves(), options.weightDecay());
    Threads threads = new Threads(plan.threads());
    boolean twoSides = threads.twoSides() && !dropsOut();
    threads.use(twoSides);
    Trainer trainer =
        new Trainer(model, optimizer, options.clip(), options.gradientCheckpointing(), twoSides);
    Checkpoint state =
        Files.exists(folder.checkpoint())
            ? Checkpoint.read(folder.checkpoint(), model.leaves(), optimizer)
            : Checkpoint.start();
    StepPlan steps = new StepPlan(rows, options);
    folder.forgetAfter(state.step());
    events.accept(
        new TrainingEvent.Started(precision, model.parameters(), state.step(), steps.count()));
    boolean stoppedEarly = false;
    Instant saved = Instant.now();
    while (state.step() < steps.count() && !stoppedEarly) {
      state = step(trainer, steps, state);
      if (steps.validatesAfter(state.step()) && !validation.isEmpty()) {
        state = validate(trainer, model, validation, state);
        stoppedEarly = options.patience() > 0 && state.withoutGain() >= options.patience();
      }
      if (Duration.between(saved, Instant.now()).toSeconds() >= plan.checkpointSeconds()) {
        state.write(folder.checkpoint(), model.leaves(), optimizer);
        events.accept(new TrainingEvent.Saved(state.step()));
        saved = Instant.now();
      }
    }
    finish(model, state, stoppedEarly);
  }

  private static void requireInVocabulary(List<Row> rows, int vocabulary) {
    for (int i = 0; i < rows.size(); i++) {
      for (int id : rows.get(i).ids()) {
        if (id < 0 || id >= vocabulary) {
          throw new UsherException(
              "row " + (i + 1),
              "has token " + id + ", outside the base model's vocabulary of " + vocabulary);
        }
      }
    }
  }

  private TrainableModel model(BaseModel base, ScalarType type) {
    return switch (options.method()) {
      case FULL -> TrainableModel.full(base.config(), base.weights(), type);
      case LORA ->
          TrainableModel.lora(
              base.config(), base.weights(), type, options.lora(), options.seed(), null);
    };
  }

  private boolean dropsOut() {
    return options.method() == TrainingMethod.LORA && options.lora().dropout() > 0;
  }

  private Checkpoint step(Trainer trainer, StepPlan steps, Checkpoint state) {
    long number = state.step();
    long start = System.nanoTime();
    double rate = steps.learningRate(number);
    Trainer.Step done = trainer.step(steps.batches(number), rate, number, options.seed());
    if (number % STEPS_BETWEEN_TRIMS == 0) {
      NativeProcess.trim();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    events.accept(
        new TrainingEvent.Stepped(
            number + 1,
            steps.count(),
            done.loss(),
            done.gradientNorm(),
            rate,
            done.tokens(),
            seconds));
    return state.at(number + 1);
  }

  private Checkpoint validate(
      Trainer trainer, TrainableModel model, List<List<Row>> validation, Checkpoint state) {
    Trainer.Score score = trainer.score(validation);
    Checkpoint next = state.validated(score);
    boolean kept = next.keptStep() == next.step();
    if (kept) {
      SafetensorsWriter.write(folder.kept(), model.trainedTensors(), Map.of());
    }
    events.accept(new TrainingEvent.Validated(state.step(), score.loss(), score.exact(), kept));
    return next;
  }

  private void finish(TrainableModel model, Checkpoint state, boolean stoppedEarly) {
    boolean validated = state.bestExact() >= 0;
    try {
      if (validated) {
        Files.move(folder.kept(), folder.trained(), StandardCopyOption.ATOMIC_MOVE);
      } else {
        SafetensorsWriter.write(folder.trained(), model.trainedTensors(), Map.of());
      }
      Files.deleteIfExists(folder.checkpoint());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    events.accept(
        new TrainingEvent.Finished(
            state.step(),
            validated ? state.keptStep() : state.step(),
            stoppedEarly,
            NativeProcess.peakBytes()));
  }

  /// Which rows and which rate each step has.
  static final class StepPlan {
    private final List<Row> rows;
    private final TrainingOptions options;
    private final long stepsPerEpoch;
    private final long count;
    private int plannedEpoch = -1;
    private List<List<Row>> epoch = List.of();

    StepPlan(List<Row> rows, TrainingOptions options) {
      this.rows = rows;
      this.options = options;
      int rowsPerStep = options.batchSize() * options.accumulation();
      this.stepsPerEpoch = Math.ceilDiv((long) rows.size(), rowsPerStep);
      this.count = Math.max(1, Math.round(stepsPerEpoch * options.epochs()));
    }

    long count() {
      return count;
    }

    double learningRate(long step) {
      double factor = options.schedule().factor(step, count, options.warmupSteps());
      return options.learningRate() * factor;
    }

    List<List<Row>> batches(long step) {
      int number = (int) (step / stepsPerEpoch);
      if (number != plannedEpoch) {
        epoch = BatchPlan.epoch(rows, options.batchSize(), options.seed(), number);
        plannedEpoch = number;
      }
      int from = (int) (step % stepsPerEpoch) * options.accumulation();
      return epoch.subList(from, Math.min(epoch.size(), from + options.accumulation()));
    }

    boolean validatesAfter(long done) {
      if (options.evaluationsPerEpoch() == 0) {
        return false;
      }
      long interval = Math.max(1, Math.ceilDiv(stepsPerEpoch, options.evaluationsPerEpoch()));
      return done == count || done % interval == 0;
    }
  }
}
