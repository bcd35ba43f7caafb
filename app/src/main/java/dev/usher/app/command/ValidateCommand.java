package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Splits;
import dev.usher.dataset.check.Gap;
import dev.usher.dataset.check.Validation;
import dev.usher.dataset.check.Validation.Mended;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private DataFolder folder = new DataFolder();

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
    DatasetFolder data = DatasetFolder.read(folder.path());
    Validation validation = Validation.of(data.catalog(), data.splits());
    report(validation);
    if (fix && !validation.screening().faults().isEmpty()) {
      validation = mend(data, validation);
    }
    boolean clean = validation.screening().faults().isEmpty() && validation.gaps().isEmpty();
    return clean ? ExitCode.DONE : ExitCode.GATE_FAILED;
  }

  private void report(Validation validation) throws IOException {
    new FaultReport(validation.rows(), validation.screening(), all).print(console);
    for (Gap gap : validation.gaps()) {
      console.print("%s: %s".formatted(gap.rule(), gap.reason()));
    }
  }

  private Validation mend(DatasetFolder data, Validation validation) throws IOException {
    Mended mended = validation.mended(data.path());
    Splits left = mended.validation().splits();
    DatasetFolder.write(data.path(), data.catalog(), left, mended.record(data.manifest().made()));
    console.print("%s: left %s".formatted(data.path(), SideCounts.of(left)));
    return mended.validation();
  }
}
