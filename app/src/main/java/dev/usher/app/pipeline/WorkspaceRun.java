package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.generate.RowWriter;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.teacher.Spend;
import dev.usher.evaluation.Scorecard;
import dev.usher.router.Router;
import dev.usher.router.RouterOptions;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.UsherException;
import dev.usher.training.TrainingMethod;
import dev.usher.training.TrainingOptions;
import dev.usher.training.TrainingOptionsBuilder;
import java.nio.file.Path;
import java.util.Optional;

/// From a workspace to a scored router and its file: writes and judges rows, trains, scores on the
/// workspace's own test side, exports. A step whose outcome is there and of the same files is not
/// done again, so a run that was killed goes on where it was.
public final class WorkspaceRun {

  private static final int STEPS = 4;

  private final Console console;
  private final RunRequest request;
  private final Workspace workspace;
  private final ModelFolder folder;

  /// Prepares.
  ///
  /// @param console shows progress
  /// @param request what to make
  public WorkspaceRun(Console console, RunRequest request) {
    this.console = console;
    this.request = request;
    this.workspace = new Workspace(request.workspace());
    this.folder = new ModelFolder(request.model());
  }

  /// What was made.
  ///
  /// @param scorecard on the test side
  /// @param gguf the exported model
  public record Outcome(Scorecard scorecard, Path gguf) {}

  /// Goes through all steps.
  ///
  /// @return what was made; empty if the parity certificate failed
  /// @throws UsherException if the workspace has mistakes, too few rows are left to hold any out,
  ///   or the model folder holds another training
  public Optional<Outcome> run() {
    console.step(1, STEPS, "a data set of %,d rows".formatted(request.count()));
    DatasetFolder data = data();
    console.step(2, STEPS, "training " + folder.path());
    if (!new ModelMaker(console, training()).make()) {
      return Optional.empty();
    }
    console.step(3, STEPS, "scoring on the %,d test rows".formatted(data.splits().test().size()));
    Scorecard scorecard = scorecard();
    console.step(4, STEPS, "exporting");
    return Optional.of(new Outcome(scorecard, gguf()));
  }

  private DatasetFolder data() {
    RowWriter writer = RowWriter.offline(workspace);
    DataMaker maker = new DataMaker(console, workspace, writer, request.count(), request.seed());
    Optional<DatasetFolder> made = maker.made();
    made.ifPresent(data -> console.say(data.path() + " is made already"));
    DatasetFolder data = made.orElseGet(() -> maker.harvest(maker.write(() -> Spend.NONE).log()));
    if (data.splits().train().isEmpty() || data.splits().test().isEmpty()) {
      throw new UsherException(
          data.path().toString(),
          "has %,d rows to train on and %,d to test; write more with --count"
              .formatted(data.splits().train().size(), data.splits().test().size()));
    }
    return data;
  }

  private TrainRequest training() {
    TrainingOptionsBuilder options =
        TrainingOptions.of(TrainingMethod.FULL).toBuilder().seed(request.seed());
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

  private Scorecard scorecard() {
    Path test = workspace.dataset().resolve(DatasetFolder.TEST);
    Optional<Scorecard> made = Scoring.made(folder.scorecard(), folder.weights(), test);
    made.ifPresent(_ -> console.say(folder.scorecard() + " is made already"));
    return made.orElseGet(() -> score(test));
  }

  private Scorecard score(Path test) {
    ParityGate.require(folder);
    try (Router router = Router.open(folder.path(), RouterOptions.defaults())) {
      Scorecard scorecard =
          new Scoring(console, request.seed()).score(router, folder.weights(), test);
      Scoring.write(scorecard, folder.scorecard());
      return scorecard;
    }
  }

  private Path gguf() {
    Path name = request.workspace().toAbsolutePath().normalize().getFileName();
    Path file = folder.path().resolve("export").resolve(name + "-q8_0.gguf");
    if (!ModelExport.gguf(folder, file)) {
      console.say(file + " is written already");
    }
    return file;
  }
}
