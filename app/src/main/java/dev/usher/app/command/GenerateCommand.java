package dev.usher.app.command;

import dev.usher.app.pipeline.DataMaker;
import dev.usher.app.pipeline.LoadedModels;
import dev.usher.app.pipeline.RowProgress;
import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.generate.CandidateLog;
import dev.usher.dataset.generate.Generated;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.generate.RowWriter;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.offline.OfflineTeacher;
import dev.usher.dataset.teacher.Spend;
import dev.usher.dataset.teacher.Teachers;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "Rows are written by grammar, on this machine, without a key; or by language models of the"
          + " workspace's teachers.yaml, see docs/teachers.md. They are appended to candidates/, judged"
          + " by the rules of docs/validators/, and what is left is split into dataset/. Killed and"
          + " started again, it goes on where it was. Exit code 100: what is left misses the weights"
          + " of the scenario files; the data set is written all the same."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher generate work/mine",
      "  usher generate work/mine --count 10000 --seed 7",
      "  usher generate work/mine --teacher gpt-mini,ollama --thoughts",
      "  usher generate work/mine --teacher gpt-mini,ollama --thoughts --resume",
      "  usher train --data work/mine/dataset --model models/mine"
    })
final class GenerateCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The workspace, see usher init.")
  private Path folder;

  @Mixin private RowsWanted rows = new RowsWanted();

  @Option(
      names = "--teacher",
      paramLabel = "NAMES",
      defaultValue = OfflineTeacher.SOURCE,
      description =
          "Who writes: offline, or names from teachers.yaml with commas between, or all. Default:"
              + " ${DEFAULT-VALUE}.")
  private String teacher;

  @Option(
      names = "--thoughts",
      description = "Have the language models also say why each decision is right.")
  private boolean thoughts;

  @Option(
      names = "--resume",
      description =
          "Only go on with rows that such a command has written before; without it, go on or begin.")
  private boolean resume;

  @Spec private CommandSpec spec;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    boolean offline = teacher.equals(OfflineTeacher.SOURCE);
    if (offline && thoughts) {
      throw new ParameterException(
          spec.commandLine(), "--thoughts needs a --teacher that is a language model.");
    }
    Workspace workspace = new Workspace(folder);
    return offline
        ? generate(workspace, RowWriter.offline(workspace), () -> Spend.NONE)
        : generate(workspace);
  }

  private int generate(Workspace workspace) throws IOException {
    workspace.catalog();
    try (LoadedModels models = new LoadedModels(console)) {
      Teachers teachers =
          NamedTeachers.read(workspace, teacher, Optional.empty(), models, rows.seed()).first();
      RowWriter writer = RowWriter.taught(workspace, rows.seed(), teachers, thoughts);
      return generate(workspace, writer, teachers::spend);
    }
  }

  private int generate(Workspace workspace, RowWriter writer, Supplier<Spend> spend)
      throws IOException {
    if (resume) {
      requireBegun(workspace.candidates(writer.name(), rows.seed()));
    }
    DataMaker maker = new DataMaker(console, workspace, writer, rows.count(), rows.seed());
    Generated made = maker.write(spend);
    if (spend.get().requests() > 0) {
      console.say("teachers took " + RowProgress.words(spend.get()));
    }
    if (made.stopped().isPresent()) {
      return stopped(made, made.stopped().get());
    }
    if (made.refused() + made.missed() > 0) {
      console.say(
          "%,d scenarios were refused, see %s; %,d went wrong, the next run asks for them again"
              .formatted(made.refused(), CandidateLog.refused(made.log()), made.missed()));
    }
    if (made.rows() == 0) {
      console.say("no row was written, so there is no data set");
      return ExitCode.FAILED;
    }
    Harvest harvest = maker.harvest(made.log());
    print(harvest.folder());
    return harvest.gaps().isEmpty() ? ExitCode.DONE : missed(harvest);
  }

  private static void requireBegun(Path log) {
    if (!Files.exists(log)) {
      throw new UsherException(
          log.toString(),
          "is not there, so there is nothing to go on with; check --teacher and --seed, or leave out --resume");
    }
  }

  private int missed(Harvest harvest) {
    console.say(
        "gate failed: the data set is written, and misses %,d weights of the scenario files; see docs/generating.md"
            .formatted(harvest.gaps().size()));
    return ExitCode.GATE_FAILED;
  }

  private int stopped(Generated made, String reason) {
    console.say("stopped: " + reason);
    console.say(
        "%,d rows are kept in %s; the same command goes on from there"
            .formatted(made.rows(), made.log()));
    if (made.whole() > 0) {
      console.say("--count %d makes a data set of what is whole now".formatted(made.whole()));
    }
    return ExitCode.FAILED;
  }

  private void print(DatasetFolder data) throws IOException {
    console.print("%s: %s".formatted(data.path(), SideCounts.of(data.splits())));
    console.say("next: usher train --data %s --model models/mine".formatted(data.path()));
  }
}
