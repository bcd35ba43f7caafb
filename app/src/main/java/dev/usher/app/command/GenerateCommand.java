package dev.usher.app.command;

import dev.usher.app.pipeline.DataMaker;
import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.generate.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a data set in a workspace.
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Make a data set from a workspace's tools and scenarios, without any sentence to start from.",
      "Rows are written by grammar, on this machine, without a key. They are appended to"
          + " candidates/, judged by the rules of docs/validators/, and what is left is split into"
          + " dataset/. Killed and started again, it goes on where it was."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher generate work/mine",
      "  usher generate work/mine --count 10000 --seed 7",
      "  usher train --data work/mine/dataset --model models/mine"
    })
final class GenerateCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The workspace, see usher init.")
  private Path folder;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Rows to write in all, before they are judged. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Decides everything that is drawn. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Spec private CommandSpec spec;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be at least 1.");
    }
    DatasetFolder made = new DataMaker(console, new Workspace(folder), count, seed).make();
    console.print(
        "%s: %,d sentences to train on, %,d for validation, %,d for testing"
            .formatted(
                made.path(),
                made.splits().train().size(),
                made.splits().validation().size(),
                made.splits().test().size()));
    console.say("next: usher train --data %s --model models/mine".formatted(made.path()));
    return ExitCode.DONE;
  }
}
