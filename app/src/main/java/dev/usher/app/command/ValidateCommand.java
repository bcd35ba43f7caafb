package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.check.Gap;
import dev.usher.dataset.check.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Judges a data folder whole, and mends it.
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Judge a data folder by all rules: its rows, its sides against each other, and what it never"
          + " shows.",
      "Each rule has a page in docs/validators/. Exit code 100: a rule is broken."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  usher validate data/mine", "  usher validate data/mine --fix"})
final class ValidateCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The data folder.")
  private Path folder;

  @Option(
      names = "--fix",
      description =
          "Leave out the rows that break a rule; the manifest lists them. What the set never shows"
              + " cannot be mended so.")
  private boolean fix;

  @Option(names = "--all", description = "Show each row, not only three of each rule.")
  private boolean all;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    DatasetFolder data = DatasetFolder.read(folder);
    Validation validation = report(data);
    if (fix && !validation.screening().faults().isEmpty()) {
      validation = Validation.of(mended(data));
    }
    boolean clean = validation.screening().faults().isEmpty() && validation.gaps().isEmpty();
    return clean ? ExitCode.DONE : ExitCode.GATE_FAILED;
  }

  private Validation report(DatasetFolder data) throws IOException {
    Validation validation = Validation.of(data);
    new FaultReport(validation.rows(), validation.screening(), all).print(console);
    for (Gap gap : validation.gaps()) {
      console.print("%s: %s".formatted(gap.rule(), gap.reason()));
    }
    return validation;
  }

  private DatasetFolder mended(DatasetFolder data) throws IOException {
    DatasetFolder mended = Validation.fix(data);
    console.print(
        "%s: left %,d sentences to train on, %,d for validation, %,d for testing"
            .formatted(
                folder,
                mended.splits().train().size(),
                mended.splits().validation().size(),
                mended.splits().test().size()));
    return mended;
  }
}
