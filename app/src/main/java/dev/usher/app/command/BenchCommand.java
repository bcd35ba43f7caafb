package dev.usher.app.command;

import dev.usher.app.pipeline.BaseModel;
import dev.usher.app.terminal.Console;
import dev.usher.model.store.ModelStore;
import dev.usher.training.StepBenchmark;
import dev.usher.training.TrainingMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How fast this machine is.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure this machine.",
    footerHeading = "%nExamples:%n",
    footer = "  usher bench training")
final class BenchCommand {

  private final Console console;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "training",
      mixinStandardHelpOptions = true,
      description = {
        "Time training steps on random rows of one length, half of each the target.",
        "Shows tokens a second, the matrix work as a share of what a 2048-square product reaches in"
            + " the same process, and the largest memory. Give it an otherwise idle machine."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  usher bench training",
        "  usher bench training --method lora --sequences 16 --length 64"
      })
  int training(
      @Option(
              names = "--base",
              paramLabel = "MODEL",
              defaultValue = ModelStore.DEFAULT_BASE,
              description = "Base model, as for train. Default: ${DEFAULT-VALUE}.")
          String base,
      @Option(
              names = "--method",
              completionCandidates = Words.Methods.class,
              description = "One of ${COMPLETION-CANDIDATES}. Default: both, one after the other.")
          Optional<TrainingMethod> method,
      @Option(
              names = "--sequences",
              paramLabel = "N",
              defaultValue = "8",
              description = "Rows a step. Default: ${DEFAULT-VALUE}.")
          int sequences,
      @Option(
              names = "--length",
              paramLabel = "N",
              defaultValue = "100",
              description = "Tokens a row. Default: ${DEFAULT-VALUE}.")
          int length,
      @Option(names = "--gradient-checkpointing", description = "As for train.")
          boolean gradientCheckpointing)
      throws IOException {
    Path model = BaseModel.resolve(base, console);
    List<TrainingMethod> methods = method.map(List::of).orElse(List.of(TrainingMethod.values()));
    for (TrainingMethod each : methods) {
      console.print(line(StepBenchmark.run(model, each, sequences, length, gradientCheckpointing)));
    }
    return ExitCode.DONE;
  }

  private static String line(StepBenchmark.Measured measured) {
    return String.format(
        Locale.ROOT,
        "%s %d x %d in %s: loss %.4f to %.4f; %.0f tokens/s, %.0f of %.0f GFLOP/s (%.2f), %.2f GB",
        measured.method().name().toLowerCase(Locale.ROOT),
        measured.sequences(),
        measured.length(),
        measured.precision().name().toLowerCase(Locale.ROOT),
        measured.firstLoss(),
        measured.lastLoss(),
        measured.tokensPerSecond(),
        measured.shareOfPeak() * measured.peakGigaflops(),
        measured.peakGigaflops(),
        measured.shareOfPeak(),
        (double) measured.peakBytes() / 1e9);
  }
}
