package dev.usher.app.command;

import dev.usher.app.pipeline.RunRequest;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How many rows are written, and which: the options of every verb that has some written.
final class RowsWanted {

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Rows to write in all, before they are judged. Default: " + RunRequest.ROWS + ".")
  private Optional<Integer> count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides everything that is drawn. Default: " + RunRequest.SEED + ".")
  private Optional<Long> seed;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  int count() {
    return saidCount().orElse(RunRequest.ROWS);
  }

  long seed() {
    return saidSeed().orElse(RunRequest.SEED);
  }

  /// What the command line says, if it does.
  OptionalInt saidCount() {
    if (count.isEmpty()) {
      return OptionalInt.empty();
    }
    if (count.get() < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be at least 1.");
    }
    return OptionalInt.of(count.get());
  }

  OptionalLong saidSeed() {
    return seed.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
