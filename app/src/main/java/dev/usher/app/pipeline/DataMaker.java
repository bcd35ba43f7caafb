package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.Splits;
import dev.usher.dataset.check.Screening;
import dev.usher.dataset.generate.CandidateLog;
import dev.usher.dataset.generate.Generated;
import dev.usher.dataset.generate.Generation;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.generate.RowWriter;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.teacher.Spend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes the data set of a workspace: rows are written, judged, and what is left is split.
public final class DataMaker {

  private final Console console;
  private final Workspace workspace;
  private final RowWriter writer;
  private final int count;
  private final long seed;

  /// Prepares.
  ///
  /// @param console shows progress
  /// @param workspace whose data set is made
  /// @param writer of rows
  /// @param count rows to write in all, before they are judged
  /// @param seed decides everything that is drawn
  public DataMaker(Console console, Workspace workspace, RowWriter writer, int count, long seed) {
    this.console = console;
    this.workspace = workspace;
    this.writer = writer;
    this.count = count;
    this.seed = seed;
  }

  /// Has rows written. Those that are there already stay.
  ///
  /// @param spend so far, to be shown
  /// @return what is there now
  /// @throws dev.usher.tools.UsherException if the workspace has mistakes, or rows were written for
  ///   other tools or scenarios
  public Generated write(Supplier<Spend> spend) {
    try (ProgressBar bar = console.progress("writing")) {
      return Generation.run(workspace, writer, count, seed, new RowProgress(bar, spend));
    }
  }

  /// Makes the data set out of what was written.
  ///
  /// @param log of candidates
  /// @return the data set
  /// @throws dev.usher.tools.UsherException if the log or the catalogue cannot be read
  public DatasetFolder harvest(Path log) {
    Harvest harvest = Harvest.of(workspace, log, count, seed);
    report(harvest.screening());
    harvest.gaps().forEach(gap -> console.say("  %s: %s".formatted(gap.rule(), gap.reason())));
    return harvest.folder();
  }

  private void report(Screening screening) {
    console.say(
        "%,d rows written, %,d kept (%.1f %%)"
            .formatted(screening.rows(), screening.kept().size(), 100 * screening.survival()));
    screening.counts().forEach((rule, rows) -> console.say("  %-18s %,6d".formatted(rule, rows)));
  }

  /// The data set, if it is there already and of so many rows, this seed, these tools and
  /// scenarios.
  ///
  /// @return the data set
  /// @throws dev.usher.tools.UsherException if its files are not those of its manifest
  Optional<DatasetFolder> made() {
    if (!Files.isRegularFile(workspace.dataset().resolve(DatasetFolder.MANIFEST))) {
      return Optional.empty();
    }
    return Optional.of(DatasetFolder.read(workspace.dataset())).filter(this::isCurrent);
  }

  private boolean isCurrent(DatasetFolder data) {
    ImportRecord made = data.manifest().made();
    Path log = workspace.candidates(writer.name(), seed);
    String now = workspace.hash();
    return made.importer().equals(Harvest.IMPORTER)
        && made.seed() == seed
        && judged(data) == count
        && made.sources().size() == 1
        && made.sources().getFirst().isStartOf(log)
        && CandidateLog.rows(log).stream().allMatch(row -> row.workspace().equals(now));
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
