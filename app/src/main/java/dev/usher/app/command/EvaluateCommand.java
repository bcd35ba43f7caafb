package dev.usher.app.command;

import dev.usher.app.pipeline.ModelFolder;
import dev.usher.app.pipeline.ParityGate;
import dev.usher.app.pipeline.Scoring;
import dev.usher.app.terminal.Console;
import dev.usher.evaluation.Scorecard;
import dev.usher.evaluation.report.TextReport;
import dev.usher.router.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Scores a router on sentences with their right calls.
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Score a trained router on sentences with their right calls.",
      "Refuses, with exit code 100, a model whose parity certificate is missing or failed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher evaluate --model models/assistant --data examples/assistant/test.jsonl",
      "  usher evaluate --model models/assistant --data test.jsonl --out scores/today.json --json"
    })
final class EvaluateCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private ServedModel model = new ServedModel();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "JSON lines {\"text\":…,\"name\":…,\"arguments\":{…}}.")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {
        "Scorecard to write; the report as a page goes beside it, ending in .html.",
        "Default: scorecard.json in the model folder."
      })
  private Optional<Path> out;

  @Option(
      names = "--abstain-below",
      defaultValue = "0",
      paramLabel = "P",
      description =
          "Count decisions whose confidence is below P as abstained, from 0 to 1. Default:"
              + " ${DEFAULT-VALUE}.")
  private double threshold;

  @Option(names = "--json", description = "Print the scorecard instead of the report.")
  private boolean json;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Decides the draws behind intervals. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Spec private CommandSpec spec;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--abstain-below is a confidence: from 0 to 1.");
    }
    ModelFolder folder = model.folder();
    ParityGate.require(folder);
    Path file = out.orElse(folder.scorecard());
    try (Router router = model.open()) {
      Scorecard scorecard =
          new Scoring(console, seed, threshold).score(router, folder.weights(), data);
      Path page = Scoring.write(scorecard, file);
      console.print((json ? scorecard.toJson() : TextReport.of(scorecard)).stripTrailing());
      console.say("written: %s and %s".formatted(file, page));
      return ExitCode.DONE;
    }
  }
}
