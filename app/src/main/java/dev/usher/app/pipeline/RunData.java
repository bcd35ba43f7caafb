package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.ImportRecord.Writing;
import dev.usher.dataset.Splits;
import dev.usher.dataset.generate.CandidateLog;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.generate.RowWriter;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.offline.OfflineTeacher;
import dev.usher.dataset.teacher.Spend;
import dev.usher.tools.UsherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The data set that a workspace trains on: the one that is there, whoever made it, unless a number
/// of rows or a seed is asked for that it does not have; else one by the offline teacher.
final class RunData {
  private final Console console;
  private final Workspace workspace;
  private final RunRequest request;

  RunData(Console console, RunRequest request) {
    this.console = console;
    this.workspace = new Workspace(request.workspace());
    this.request = request;
  }

  /// Finds the data set, or makes it.
  ///
  /// @throws UsherException if the workspace has mistakes, the data set that is there is not whole
  ///   or was made for other tools, or too few rows are left to hold any out
  /// @throws GateFailedException if its rows miss the weights of the scenario files
  DatasetFolder get() {
    DatasetFolder data = madeOrNew();
    if (data.splits().train().isEmpty() || data.splits().test().isEmpty()) {
      throw new UsherException(
          data.path().toString(),
          "has %,d rows to train on and %,d to test; write more with --count"
              .formatted(data.splits().train().size(), data.splits().test().size()));
    }
    data.manifest().made().writing().ifPresent(writing -> requireWeights(data.path(), writing));
    return data;
  }

  private static void requireWeights(Path data, Writing writing) {
    if (!writing.gaps().isEmpty()) {
      throw new GateFailedException(
          "%s: misses %,d weights of the scenario files (%s); generate again, or use it as it is with usher train --data"
              .formatted(data, writing.gaps().size(), writing.gaps().getFirst()));
    }
  }

  private DatasetFolder madeOrNew() {
    workspace.catalog();
    Optional<DatasetFolder> there =
        Files.isRegularFile(workspace.dataset().resolve(DatasetFolder.MANIFEST))
            ? Optional.of(DatasetFolder.read(workspace.dataset()))
            : Optional.empty();
    if (there.isPresent() && isAsked(there.get())) {
      requireCurrent(there.get());
      console.say(there.get().path() + " is made already");
      return there.get();
    }
    RowWriter writer = RowWriter.offline(workspace);
    DataMaker maker = new DataMaker(console, workspace, writer, request.rows(), request.rowsSeed());
    Path log = maker.write(() -> Spend.NONE).log();
    there.ifPresent(
        data -> console.say("%s held %s and is replaced".formatted(data.path(), name(data))));
    return maker.harvest(log).folder();
  }

  /// Any data set is right where nothing is asked for.
  private boolean isAsked(DatasetFolder data) {
    if (request.count().isEmpty() && request.seed().isEmpty()) {
      return true;
    }
    ImportRecord made = data.manifest().made();
    return isGenerated(made)
        && made.seed() == request.rowsSeed()
        && judged(data) == request.rows()
        && isOfItsLog(made);
  }

  private static boolean isGenerated(ImportRecord made) {
    return made.importer().equals(Harvest.IMPORTER);
  }

  /// Whether the log still begins with what was judged, for the tools and scenarios as they are.
  private boolean isOfItsLog(ImportRecord made) {
    String now = workspace.hash();
    return made.sources().stream()
        .allMatch(source -> {
          Path log = workspace.path().resolve(source.file());
          return source.isStartOf(log)
              && CandidateLog.rows(log).stream().allMatch(row -> row.workspace().equals(now));
        });
  }

  private void requireCurrent(DatasetFolder data) {
    if (!data.catalog().hash().equals(workspace.catalog().hash())) {
      throw new UsherException(
          data.path().resolve(DatasetFolder.TOOLS).toString(),
          "is not the catalogue of %s; make the data set again, or copy the right one over the other"
              .formatted(workspace.tools()));
    }
    Optional<Writing> writing = data.manifest().made().writing();
    if (writing.isPresent() && !writing.get().workspaceSha256().equals(workspace.hash())) {
      throw new UsherException(
          data.path().toString(),
          "was made for tools or scenarios that were changed since; generate again with another --seed");
    }
  }

  /// What a data set is called by: how many rows were judged and the seed, and before them who
  /// wrote or in which form the rows were, unless that was the offline teacher.
  static String name(DatasetFolder data) {
    ImportRecord made = data.manifest().made();
    String rows = judged(data) + "-" + made.seed();
    String maker = isGenerated(made) ? writers(made) : made.importer();
    return maker.equals(OfflineTeacher.SOURCE) ? rows : maker + "-" + rows;
  }

  /// The log has the name of those who wrote it, and the seed.
  private static String writers(ImportRecord made) {
    String log = String.valueOf(Path.of(made.sources().getFirst().file()).getFileName());
    return log.replaceFirst("-%d\\.jsonl$".formatted(made.seed()), "");
  }

  private static long judged(DatasetFolder data) {
    List<Dropped> dropped = data.manifest().made().dropped();
    Splits kept = data.splits();
    return kept.train().size()
        + kept.validation().size()
        + kept.test().size()
        + dropped.stream().map(Dropped::where).distinct().count();
  }
}
