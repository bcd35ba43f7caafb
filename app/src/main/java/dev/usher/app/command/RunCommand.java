package dev.usher.app.command;

import dev.usher.app.pipeline.RunRequest;
import dev.usher.app.pipeline.WorkspaceRun;
import dev.usher.app.terminal.Console;
import dev.usher.evaluation.report.TextReport;
import dev.usher.model.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// From a workspace to a scored router, in one command.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make a router of a workspace: generate, train, evaluate on the test side, export as GGUF.",
      "The data set that is there is used, whoever made it; with --count or --seed only if it is of"
          + " that number and seed. A step whose outcome is current is left out. Killed and started"
          + " again, it goes on where it was. Exit code 100: the rows miss the weights of the scenario"
          + " files, or the parity certificate failed."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  usher run work/mine", "  usher run work/mine --count 5000 --seed 7 --epochs 3"})
final class RunCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The workspace, see usher init.")
  private Path folder;

  @Mixin private RowsWanted rows = new RowsWanted();

  @Option(names = "--epochs", paramLabel = "E", description = "Passes over the data. Default: 2.")
  private Optional<Double> epochs;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "After the warm-up. Default: 2e-4.")
  private Optional<Double> learningRate;

  @Option(
      names = "--base",
      paramLabel = "MODEL",
      defaultValue = ModelStore.DEFAULT_BASE,
      description = "Base model, as for train. Default: ${DEFAULT-VALUE}.")
  private String base;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Folder to make. Default: one in the workspace's models/, by the data set.")
  private Optional<Path> model;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RunRequest request =
        new RunRequest(
            folder,
            model,
            base,
            rows.saidCount(),
            rows.saidSeed(),
            orDefault(epochs),
            orDefault(learningRate));
    Optional<WorkspaceRun.Outcome> outcome = new WorkspaceRun(console, request).run();
    if (outcome.isEmpty()) {
      return ExitCode.GATE_FAILED;
    }
    console.print(TextReport.of(outcome.get().scorecard()).stripTrailing());
    console.print("model: " + outcome.get().gguf());
    console.say(
        "next: usher route --model %s \"your own sentence\"".formatted(outcome.get().model()));
    return ExitCode.DONE;
  }

  private static OptionalDouble orDefault(Optional<Double> said) {
    return said.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
