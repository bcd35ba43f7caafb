package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.generate.Workspace;
import dev.usher.evaluation.Scorecard;
import dev.usher.router.Router;
import dev.usher.router.RouterOptions;
import dev.usher.tools.FormatOptions;
import dev.usher.training.TrainingMethod;
import dev.usher.training.TrainingOptions;
import dev.usher.training.TrainingOptionsBuilder;
import java.nio.file.Path;
import java.util.Optional;

/// From a workspace to a scored router and its file: writes and judges rows if there are none,
/// trains, scores on the workspace's own test side, exports. A step whose outcome is there and of
/// the same files is not done again, so a run that was killed goes on where it was.
public final class WorkspaceRun {

  private static final int STEPS = 4;

  private final Console console;
  private final RunRequest request;
  private final Workspace workspace;

  /// Prepares.
  ///
  /// @param console shows progress
  /// @param request what to make
  public WorkspaceRun(Console console, RunRequest request) {
    this.console = console;
    this.request = request;
    this.workspace = new Workspace(request.workspace());
  }

  /// What was made.
  ///
  /// @param model the folder of the router
  /// @param scorecard on the test side
  /// @param gguf the exported model
  public record Outcome(Path model, Scorecard scorecard, Path gguf) {}

  /// Goes through all steps.
  ///
  /// @return what was made; empty if the parity certificate failed
  /// @throws dev.usher.tools.UsherException if the workspace has mistakes, too few rows are left to
  ///   hold any out, or the model folder holds another training
  /// @throws GateFailedException if the rows miss the weights of the scenario files
  public Optional<Outcome> run() {
    console.step(1, STEPS, "the data set");
    DatasetFolder data = new RunData(console, request).get();
    long seed = request.seed().orElse(data.manifest().made().seed());
    ModelFolder folder = folder(data);
    console.step(2, STEPS, "training " + folder.path());
    if (!new ModelMaker(console, training(folder, seed)).make()) {
      return Optional.empty();
    }
    console.step(3, STEPS, "scoring on the %,d test rows".formatted(data.splits().test().size()));
    Scorecard scorecard = scorecard(folder, seed);
    console.step(4, STEPS, "exporting");
    return Optional.of(new Outcome(folder.path(), scorecard, gguf(folder)));
  }

  private ModelFolder folder(DatasetFolder data) {
    Path models = request.workspace().resolve("models");
    return new ModelFolder(request.model().orElseGet(() -> models.resolve(RunData.name(data))));
  }

  private TrainRequest training(ModelFolder folder, long seed) {
    TrainingOptionsBuilder options = TrainingOptions.of(TrainingMethod.FULL).toBuilder().seed(seed);
    request.epochs().ifPresent(options::epochs);
    request.learningRate().ifPresent(options::learningRate);
    return new TrainRequest(
        workspace.dataset(),
        folder.path(),
        Optional.empty(),
        request.base(),
        FormatOptions.compact().kind(),
        FormatOptions.compact().order(),
        options.build(),
        Selection.ALL);
  }

  private Scorecard scorecard(ModelFolder folder, long seed) {
    Path test = workspace.dataset().resolve(DatasetFolder.TEST);
    Optional<Scorecard> made = Scoring.made(folder.scorecard(), folder.weights(), test);
    made.ifPresent(_ -> console.say(folder.scorecard() + " is made already"));
    return made.orElseGet(() -> score(folder, test, seed));
  }

  private Scorecard score(ModelFolder folder, Path test, long seed) {
    ParityGate.require(folder);
    try (Router router = Router.open(folder.path(), RouterOptions.defaults())) {
      Scorecard scorecard = new Scoring(console, seed).score(router, folder.weights(), test);
      Scoring.write(scorecard, folder.scorecard());
      return scorecard;
    }
  }

  private Path gguf(ModelFolder folder) {
    Path name = request.workspace().toAbsolutePath().normalize().getFileName();
    Path file = folder.path().resolve("export").resolve(name + "-q8_0.gguf");
    if (!ModelExport.gguf(folder, file)) {
      console.say(file + " is written already");
    }
    return file;
  }
}
