package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.asking.Outcome;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.teacher.SpendLog;
import dev.usher.dataset.teacher.Teachers;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Writes the row that a scenario wants. Safe for as many threads as it says.
public interface RowWriter {
  /// What its log is called.
  ///
  /// @return part of a file's name
  String name();

  /// How many rows may be under way at a time: 1 for a writer that waits for nobody.
  ///
  /// @return at least 1
  int atOnce();

  /// After how many rows they are forced to disk; so many may be lost when the program is killed.
  ///
  /// @return 1 where a row is dear
  int rowsBetweenSyncs();

  /// Has the budgets of those who are asked hold over all runs that fill a log.
  ///
  /// @param log of candidates
  /// @return to be closed with the log
  /// @throws dev.usher.tools.UsherException if another process is at it
  default SpendLog spendLog(Path log) {
    return SpendLog.open(log, List.of());
  }

  /// Writes a row.
  ///
  /// @param scenario what is wanted
  /// @param random decides the rest
  /// @return the row, not yet judged, or why there is none
  Outcome<Candidate> write(Scenario scenario, Random random);

  /// A writer that needs nobody: the offline teacher.
  ///
  /// @param workspace whose tools and scenarios are used
  /// @return the writer
  /// @throws dev.usher.tools.UsherException if the workspace has mistakes
  static RowWriter offline(Workspace workspace) {
    return new OfflineWriter(workspace);
  }

  /// A writer that has the offline teacher plan a decision with its values, and others say it.
  ///
  /// @param workspace whose tools and scenarios are used
  /// @param seed of the scenarios
  /// @param teachers who are asked for sentences
  /// @param thoughts whether they also say why the decision is right
  /// @return the writer
  /// @throws dev.usher.tools.UsherException if the workspace has mistakes
  static RowWriter taught(Workspace workspace, long seed, Teachers teachers, boolean thoughts) {
    return new TaughtWriter(workspace, seed, teachers, thoughts);
  }
}
