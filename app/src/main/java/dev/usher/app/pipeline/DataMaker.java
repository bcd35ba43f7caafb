package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.check.Screening;
import dev.usher.dataset.generate.Generated;
import dev.usher.dataset.generate.Generation;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.generate.RowWriter;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.teacher.Spend;
import java.nio.file.Path;
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

  /// Makes the data set out of what was written, and says which weights it misses.
  ///
  /// @param log of candidates
  /// @return the data set, and those weights
  /// @throws dev.usher.tools.UsherException if the log or the catalogue cannot be read
  public Harvest harvest(Path log) {
    Harvest harvest = Harvest.of(workspace, log, count, seed);
    report(harvest.screening());
    harvest.gaps().forEach(gap -> console.say("  %s: %s".formatted(gap.rule(), gap.reason())));
    return harvest;
  }

  private void report(Screening screening) {
    console.say(
        "%,d rows written, %,d kept (%.1f %%)"
            .formatted(screening.rows(), screening.kept().size(), 100 * screening.survival()));
    screening.counts().forEach((rule, rows) -> console.say("  %-18s %,6d".formatted(rule, rows)));
  }
}
