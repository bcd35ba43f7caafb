package dev.usher.app.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How many rows are written, and which: the options of every verb that has some written.
final class RowsWanted {

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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  int count() {
    if (count < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be at least 1.");
    }
    return count;
  }

  long seed() {
    return seed;
  }
}
