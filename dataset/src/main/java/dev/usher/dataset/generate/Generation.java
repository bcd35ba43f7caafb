package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.asking.Asking;
import dev.usher.dataset.asking.Progress;
import dev.usher.dataset.check.RowRules;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.dataset.teacher.SpendLog;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.LongStream;

/// Has a writer write a row for each scenario, from the first on, and leaves alone what is written.
public final class Generation {
  private Generation() {}

  /// Generates until so many scenarios have their row, or were refused one.
  ///
  /// @param workspace whose catalogue and scenarios are used
  /// @param writer of rows
  /// @param count scenarios in all
  /// @param seed of the scenarios and of all that is drawn for a row
  /// @param progress is told how many scenarios need no more work: at the start, and after each
  /// @return what is there now
  /// @throws dev.usher.tools.UsherException if the workspace has mistakes, or the log has rows for
  ///   other tools or scenarios
  public static Generated run(
      Workspace workspace, RowWriter writer, int count, long seed, Progress progress) {
    Scenarios scenarios = Scenarios.read(workspace.scenarios());
    ScenarioSampler sampler = new ScenarioSampler(scenarios, workspace.catalog(), seed);
    Path file = workspace.candidates(writer.name(), seed);
    String hash = workspace.hash();
    Survivors survivors = new Survivors(workspace.catalog());
    try (CandidateLog log = CandidateLog.open(file, hash, writer.rowsBetweenSyncs());
        SpendLog _ = writer.spendLog(file)) {
      log.rows().stream().filter(row -> row.id() < count).forEach(survivors::judge);
      Keeper keeper = new Keeper(log, hash, count, survivors, progress);
      keeper.told();
      Iterator<Scenario> wanted =
          LongStream.range(0, count).filter(id -> !log.has(id)).mapToObj(sampler::draw).iterator();
      Asking asking =
          Asking.<Scenario, Candidate>all(
              wanted,
              writer.atOnce(),
              scenario -> writer.write(scenario, sampler.random(scenario.id())),
              keeper);
      int whole = (int) LongStream.range(0, count).takeWhile(log::has).count();
      return new Generated(
          file, log.size(), log.refused(), asking.missed(), whole, asking.stopped());
    }
  }

  /// How many of the rows break no rule for rows.
  private static final class Survivors {
    private final RowRules rules;
    private int kept;

    Survivors(ToolCatalog catalog) {
      this.rules = new RowRules(catalog);
    }

    void judge(GeneratedRow row) {
      kept += rules.faults(0, row.candidate()).isEmpty() ? 1 : 0;
    }
  }

  private record Keeper(
      CandidateLog log, String workspace, int count, Survivors survivors, Progress progress)
      implements Asking.Keeper<Scenario, Candidate> {
    private void told() {
      progress.at(Math.min(log.done(), count), count, survivors.kept);
    }

    @Override
    public void made(Scenario scenario, String teacher, Candidate row) {
      GeneratedRow made = GeneratedRow.of(scenario, row, teacher, workspace);
      log.append(made);
      survivors.judge(made);
      told();
    }

    @Override
    public void refused(Scenario scenario, String teacher, String reason) {
      log.refuse(scenario.id(), teacher, reason);
      told();
    }
  }
}
