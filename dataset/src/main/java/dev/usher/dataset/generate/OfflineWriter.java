package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.asking.Outcome;
import dev.usher.dataset.offline.OfflineTeacher;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.scenario.Scenarios;
import java.util.Random;

/// The offline teacher as a writer of rows.
final class OfflineWriter implements RowWriter {
  private static final int ROWS_BETWEEN_SYNCS = 256;

  private final OfflineTeacher teacher;

  OfflineWriter(Workspace workspace) {
    teacher = new OfflineTeacher(workspace.catalog(), Scenarios.read(workspace.scenarios()));
  }

  @Override
  public String name() {
    return OfflineTeacher.SOURCE;
  }

  @Override
  public int atOnce() {
    return 1;
  }

  @Override
  public int rowsBetweenSyncs() {
    return ROWS_BETWEEN_SYNCS;
  }

  @Override
  public Outcome<Candidate> write(Scenario scenario, Random random) {
    return new Outcome.Made<>(OfflineTeacher.SOURCE, teacher.write(scenario, random));
  }
}
