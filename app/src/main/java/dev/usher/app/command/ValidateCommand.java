package dev.usher.app.command;

import dev.usher.app.pipeline.LoadedModels;
import dev.usher.app.pipeline.RowProgress;
import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.Splits;
import dev.usher.dataset.check.CoverageRule;
import dev.usher.dataset.check.Gap;
import dev.usher.dataset.check.LanguageRule;
import dev.usher.dataset.check.Validation;
import dev.usher.dataset.check.Validation.Mended;
import dev.usher.dataset.generate.Rewriting;
import dev.usher.dataset.profile.AxisUse;
import dev.usher.dataset.teacher.Teachers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
    footer = {
      "  usher validate data/mine",
      "  usher validate data/mine --fix",
      "  usher validate work/mine --fix --teacher gpt-mini"
    })
final class ValidateCommand implements Callable<Integer> {

  private static final long SEED = 42; // which row goes to which teacher

  private final Console console;

  @Mixin private DataFolder folder = new DataFolder();

  @Option(
      names = "--fix",
      description =
          "Leave out the rows that break a rule; the manifest lists them. What the set never shows"
              + " cannot be mended so.")
  private boolean fix;

  @Option(
      names = "--teacher",
      paramLabel = "NAMES",
      description =
          "With --fix: who writes sentences anew that break a rule, before the others are left out;"
              + " names from the workspace's teachers.yaml with commas between, or all.")
  private Optional<String> teacher;

  @Option(names = "--all", description = "Show each row, not only three of each rule.")
  private boolean all;

  @Spec private CommandSpec spec;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (teacher.isPresent() && !fix) {
      throw new ParameterException(spec.commandLine(), "--teacher needs --fix.");
    }
    DatasetFolder data = DatasetFolder.read(folder.path());
    Validation validation = Validation.of(data.catalog(), data.splits(), languages());
    List<Gap> unused = unused(data);
    report(validation);
    FaultReport.print(unused, console);
    FaultReport.ungrounded(validation.screening(), data.catalog(), console);
    int code = fix ? mend(data, validation) : exitCode(validation);
    return code == ExitCode.DONE && !unused.isEmpty() ? ExitCode.GATE_FAILED : code;
  }

  private int mend(DatasetFolder data, Validation validation) throws IOException {
    if (validation.screening().faults().isEmpty()) {
      return exitCode(validation);
    }
    return teacher.isPresent()
        ? rewrite(data, validation, teacher.get())
        : mend(data, validation, data.manifest().made());
  }

  /// Those that the workspace asks for.
  private Set<String> languages() {
    return LanguageRule.languages(folder.workspace().scenarios());
  }

  /// The values of the workspace's scenarios that no row was written for.
  private static List<Gap> unused(DatasetFolder data) {
    return AxisUse.learned(data).stream()
        .flatMap(axis -> CoverageRule.gap(axis.axis(), axis.missing()).stream())
        .toList();
  }

  private static int exitCode(Validation validation) {
    boolean clean = validation.screening().faults().isEmpty() && validation.gaps().isEmpty();
    return clean ? ExitCode.DONE : ExitCode.GATE_FAILED;
  }

  private void report(Validation validation) throws IOException {
    new FaultReport(validation.rows(), validation.screening(), all).print(console);
    FaultReport.print(validation.gaps(), console);
  }

  private int rewrite(DatasetFolder data, Validation validation, String names) throws IOException {
    try (LoadedModels models = new LoadedModels(console)) {
      Teachers teachers =
          NamedTeachers.read(folder.workspace(), names, Optional.empty(), models, SEED).first();
      Rewriting rewriting;
      try (ProgressBar bar = console.progress("rewriting")) {
        RowProgress progress = new RowProgress(bar, teachers::spend);
        rewriting = Rewriting.of(data.path(), validation, teachers, progress);
      }
      console.say(
          "%,d rows written anew, %,d refused, see %s"
              .formatted(
                  rewriting.rows(), rewriting.refused(), data.path().resolve(Rewriting.LOG)));
      if (!rewriting.isWhole()) {
        console.say(
            rewriting
                .stopped()
                .map(reason -> "stopped: " + reason)
                .orElse("%,d rows went wrong".formatted(rewriting.missed())));
        console.say("the data set stays as it is; the same command goes on from there");
        return ExitCode.FAILED;
      }
      return mend(
          data,
          Validation.of(data.catalog(), rewriting.splits(), languages()),
          rewriting.record(data.manifest().made(), teachers));
    }
  }

  private int mend(DatasetFolder data, Validation validation, ImportRecord made)
      throws IOException {
    Mended mended = validation.mended(data.path());
    Splits left = mended.validation().splits();
    DatasetFolder.write(data.path(), data.catalog(), left, mended.record(made));
    console.print("%s: left %s".formatted(data.path(), SideCounts.of(left)));
    return exitCode(mended.validation());
  }
}
