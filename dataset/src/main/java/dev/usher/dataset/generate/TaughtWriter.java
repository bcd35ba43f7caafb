package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.asking.Asking;
import dev.usher.dataset.asking.Outcome;
import dev.usher.dataset.offline.OfflineTeacher;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.dataset.teacher.SpendLog;
import dev.usher.dataset.teacher.Teachers;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Has the offline teacher plan a decision with its values, and teachers say it: as that person
/// would, in that style, about that subject. Which values must be said word for word is seen from
/// the sentence that the offline teacher writes for the same decision. What that one breaks, the
/// teachers cannot mend.
final class TaughtWriter implements RowWriter {
  private static final int EXAMPLES = 3;
  private static final long FIRST_EXAMPLE = 1L << 40; // no run comes so far

  private final OfflineTeacher planner;
  private final ScenarioSampler sampler;
  private final Teachers teachers;
  private final SentenceTask task;
  private final boolean thoughts;

  TaughtWriter(Workspace workspace, long seed, Teachers teachers, boolean thoughts) {
    ToolCatalog catalog = workspace.catalog();
    Scenarios scenarios = Scenarios.read(workspace.scenarios());
    this.planner = new OfflineTeacher(catalog, scenarios);
    this.sampler = new ScenarioSampler(scenarios, catalog, seed);
    this.teachers = teachers;
    this.task = new SentenceTask(catalog, thoughts);
    this.thoughts = thoughts;
  }

  @Override
  public String name() {
    return String.join("+", teachers.names()) + (thoughts ? "-thoughts" : "");
  }

  @Override
  public int atOnce() {
    return Asking.AT_ONCE;
  }

  @Override
  public int rowsBetweenSyncs() {
    return 1;
  }

  @Override
  public SpendLog spendLog(Path log) {
    return SpendLog.open(log, List.of(teachers));
  }

  @Override
  public Outcome<Candidate> write(Scenario scenario, Random random) {
    Candidate plan = planner.write(scenario, random);
    List<String> said = SentenceTask.saidWordForWord(plan);
    String wanted = wanted(scenario, plan, said);
    return task.ask(teachers, scenario.id(), wanted, plan, said, task.broken(plan));
  }

  private String wanted(Scenario scenario, Candidate plan, List<String> said) {
    Map<String, String> values = new HashMap<>();
    scenario
        .drawn()
        .forEach((axis, entry) -> {
          values.put(axis, entry.name());
          values.put(axis + "-hint", entry.hint());
        });
    values.put("decision", SentenceTask.decision(plan.decision()));
    if (scenario.intent().follows() && plan.request().history().isEmpty()) {
      values.put("intent-hint", scenario.calls().getFirst().tool().description());
    }
    values.put("history", SentenceTask.history(plan));
    values.put("values", SentenceTask.values(said));
    values.put("examples", SentenceTask.lines(examples(scenario.id())));
    return SentenceTask.text("row", values);
  }

  private static String oneLine(Candidate row) {
    return row.request().texts().stream()
        .map(text -> text.replace("\n", " "))
        .collect(Collectors.joining(" / "));
  }

  /// What the offline teacher writes for other scenarios, always the same for a scenario.
  private List<String> examples(long id) {
    return LongStream.range(0, EXAMPLES)
        .map(i -> FIRST_EXAMPLE + id * EXAMPLES + i)
        .mapToObj(other -> planner.write(sampler.draw(other), sampler.random(other)))
        .map(row -> SentenceTask.decision(row.decision()) + " -> " + oneLine(row))
        .toList();
  }
}
