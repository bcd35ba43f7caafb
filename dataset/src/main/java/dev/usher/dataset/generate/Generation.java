package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.offline.OfflineTeacher;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/// Has a teacher write a row for each scenario, from the first on, and leaves alone what is
/// written.
public final class Generation {
  private Generation() {}

  /// Generates until so many rows are there.
  ///
  /// @param workspace whose catalogue and scenarios are used
  /// @param count rows that are wanted in all
  /// @param seed of the scenarios and of all that is drawn for a row
  /// @param progress is told how many rows are there, after each
  /// @return the log
  /// @throws dev.usher.tools.UsherException if the workspace has mistakes, or the log has rows for
  ///   other tools or scenarios
  public static Path run(Workspace workspace, int count, long seed, IntConsumer progress) {
    ToolCatalog catalog = workspace.catalog();
    Scenarios scenarios = Scenarios.read(workspace.scenarios());
    ScenarioSampler sampler = new ScenarioSampler(scenarios, catalog, seed);
    OfflineTeacher teacher = new OfflineTeacher(catalog, scenarios);
    Path file = workspace.candidates(OfflineTeacher.SOURCE, seed);
    String hash = workspace.hash();
    try (CandidateLog log = CandidateLog.open(file, hash)) {
      for (long id = 0; id < count; id++) {
        if (!log.has(id)) {
          Scenario scenario = sampler.draw(id);
          Candidate candidate = teacher.write(scenario, sampler.random(id));
          log.append(GeneratedRow.of(scenario, candidate, OfflineTeacher.SOURCE, hash));
        }
        progress.accept(log.size());
      }
    }
    return file;
  }
}
