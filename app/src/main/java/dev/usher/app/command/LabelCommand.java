package dev.usher.app.command;

import dev.usher.app.pipeline.LoadedModels;
import dev.usher.app.pipeline.RowProgress;
import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.label.Labelled;
import dev.usher.dataset.label.Labeller;
import dev.usher.dataset.label.Labelling;
import dev.usher.dataset.teacher.Teachers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Labels somebody's sentences.
@Command(
    name = "label",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Have teachers say which decision is right for sentences that you have.",
      "Sentences are JSON lines with user or text. Each is looked at twice; what two looks agree on"
          + " becomes a row, the rest waits in the workspace's labels/disputed.jsonl for a person to"
          + " add a decision. Another run asks only for what is new or was changed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher label prompts.jsonl --workspace work/mine --teacher gpt-mini --second flash",
      "  usher import plain work/mine/labels/labelled.jsonl --tools work/mine/tools.json --out work/labelled"
    })
final class LabelCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "PROMPTS", description = "JSON lines.")
  private Path prompts;

  @Option(
      names = "--workspace",
      required = true,
      paramLabel = "DIR",
      description = "Whose tools.json and teachers.yaml are used, see usher init.")
  private Path folder;

  @Option(
      names = "--teacher",
      required = true,
      paramLabel = "NAMES",
      description = "Who looks first: names from teachers.yaml with commas between, or all.")
  private String teacher;

  @Option(
      names = "--second",
      paramLabel = "NAME",
      description =
          "Who looks again. Default: whoever looked first, with more freedom in the answer.")
  private Optional<String> second;

  @Option(names = "--thoughts", description = "Have them also say why each decision is right.")
  private boolean thoughts;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Rows to write. Default: labels/labelled.jsonl of the workspace.")
  private Optional<Path> out;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Decides which sentence goes to which teacher. Default: ${DEFAULT-VALUE}.")
  private long seed;

  LabelCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Workspace workspace = new Workspace(folder);
    workspace.catalog();
    try (LoadedModels models = new LoadedModels(console)) {
      return label(workspace, NamedTeachers.read(workspace, teacher, second, models, seed));
    }
  }

  private int label(Workspace workspace, NamedTeachers named) throws IOException {
    Teachers teachers = named.all();
    Labeller labeller = new Labeller(named.first(), named.second(), thoughts);
    Path rows = out.orElse(workspace.labelled());
    Labelled labelled;
    try (ProgressBar bar = console.progress("labelling")) {
      RowProgress progress = new RowProgress(bar, teachers::spend);
      labelled = Labelling.run(workspace, prompts, labeller, rows, progress);
    }
    report(labelled, workspace, teachers);
    console.print("%s: %,d rows".formatted(rows, labelled.agreed()));
    return labelled.stopped().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void report(Labelled labelled, Workspace workspace, Teachers teachers) {
    console.say(
        "%,d new, %,d changed, %,d kept; %,d agreed (%,d decided by a person since), %,d disputed,"
                .formatted(
                    labelled.fresh(),
                    labelled.changed(),
                    labelled.kept(),
                    labelled.agreed(),
                    labelled.decided(),
                    labelled.disputed())
            + " %,d refused, %,d waiting".formatted(labelled.refused(), labelled.waiting()));
    if (teachers.spend().requests() > 0) {
      console.say("teachers took " + RowProgress.words(teachers.spend()));
    }
    labelled
        .stopped()
        .ifPresent(
            reason -> console.say("stopped: " + reason + "\nthe same command goes on from there"));
    if (labelled.disputed() + labelled.refused() > 0) {
      console.say(
          "next: add \"decision\" to the rows of %s, then give the same command again"
              .formatted(workspace.disputes()));
    }
  }
}
