package dev.usher.app.command;

import dev.usher.app.pipeline.ModelMaker;
import dev.usher.app.pipeline.Selection;
import dev.usher.app.pipeline.TrainRequest;
import dev.usher.app.terminal.Console;
import dev.usher.model.store.ModelStore;
import dev.usher.tools.FormatOptions;
import dev.usher.training.TrainingMethod;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Makes a trained router out of a data folder and a base model.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Train a router, and certify that what is served is what was trained.",
      "A training that was killed goes on from its last checkpoint when the same command is given"
          + " again. Exit code 100: the certificate failed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher train --data examples/assistant --model models/assistant",
      "  usher train --data work/mine --model models/mine --epochs 3 --limit 500",
      "  usher train --data work/mine --model models/mine --epochs 20 --patience 4",
      "  usher train --data work/mine --model models/small --method lora --rank 16 --alpha 32"
    })
final class TrainCommand implements Callable<Integer> {

  private final Console console;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder.")
  private Path data;

  @Option(names = "--model", required = true, paramLabel = "DIR", description = "Folder to make.")
  private Path model;

  @Option(
      names = "--tools",
      paramLabel = "FILE",
      description = "Catalogue to use instead of the data folder's.")
  private Optional<Path> tools;

  @Option(
      names = "--base",
      paramLabel = "MODEL",
      defaultValue = ModelStore.DEFAULT_BASE,
      description = "Base model: a GGUF file, or ORG/NAME on the hub. Default: ${DEFAULT-VALUE}.")
  private String base;

  @Option(
      names = "--method",
      defaultValue = "full",
      completionCandidates = Words.Methods.class,
      description = {
        "full: all weights but the embedding, a model file of its own.",
        "lora: a small adapter over the base model. Default: ${DEFAULT-VALUE}."
      })
  private TrainingMethod method;

  @Option(
      names = "--format",
      defaultValue = "compact",
      completionCandidates = Words.Formats.class,
      description =
          "What the model writes: ${COMPLETION-CANDIDATES}. The router's output is strict JSON"
              + " either way. Default: ${DEFAULT-VALUE}.")
  private FormatOptions.Kind format;

  @Option(
      names = "--order",
      defaultValue = "said",
      completionCandidates = Words.Orders.class,
      description =
          "Order of arguments in that text: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private FormatOptions.ArgumentOrder order;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many training sentences, each tool keeping its share.")
  private Optional<Integer> limit;

  @Option(
      names = "--vary",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of the training sentences that have values of other sentences for the same"
              + " argument instead of their own, from 0 to 1. Default: ${DEFAULT-VALUE}.")
  private double varied;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Decides everything that is drawn. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @ArgGroup(validate = false, heading = "%nHow it learns:%n")
  private TrainingChoices learning = new TrainingChoices();

  @ArgGroup(validate = false, heading = "%nThe adapter of --method lora:%n")
  private AdapterChoices adapter = new AdapterChoices();

  @Spec private CommandSpec spec;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    boolean gatePassed = new ModelMaker(console, request()).make();
    return gatePassed ? ExitCode.DONE : ExitCode.GATE_FAILED;
  }

  TrainRequest request() {
    if (method == TrainingMethod.FULL && adapter.isShaped()) {
      throw wrong(
          "--rank, --alpha, --dropout and --target-modules shape an adapter; they need --method"
              + " lora.");
    }
    if (limit.isPresent() && limit.get() < 1) {
      throw wrong("--limit must be at least 1.");
    }
    if (!(varied >= 0 && varied <= 1)) {
      throw wrong("--vary is a share: from 0 to 1.");
    }
    return new TrainRequest(
        data,
        model,
        tools,
        base,
        format,
        order,
        learning.options(method, adapter.shape(), seed),
        new Selection(
            limit.map(OptionalInt::of).orElse(OptionalInt.empty()), OptionalInt.empty(), varied));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
