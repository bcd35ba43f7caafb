package dev.usher.dataset.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.Verdict;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineTeacherTest {
  private static final int ROWS = 2_000;

  @TempDir private Path folder;

  @Test
  void everyRowSatisfiesTheCatalogue() {
    ToolCatalog catalog =
        ToolCatalog.read(
            Path.of(System.getProperty("catalog", "../examples/assistant/tools.json")));
    Scenarios.write(folder, catalog);
    Scenarios scenarios = Scenarios.read(folder);
    ScenarioSampler sampler = new ScenarioSampler(scenarios, catalog, 42);
    OfflineTeacher teacher = new OfflineTeacher(catalog, scenarios);
    ExampleValidator validator = new ExampleValidator(catalog);
    for (long id = 0; id < ROWS; id++) {
      Scenario scenario = sampler.draw(id);
      Candidate candidate = teacher.write(scenario, sampler.random(id));
      assertThat(validator.judge(candidate)).isInstanceOf(Verdict.Accepted.class);
      if (id < 60) {
        System.out.println(
            scenario.style().name() + " | " + candidate.text() + " | " + candidate.decision());
      }
    }
  }
}
