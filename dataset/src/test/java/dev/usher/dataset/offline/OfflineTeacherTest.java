package dev.usher.dataset.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.check.Screening;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OfflineTeacherTest {
  private static final int ROWS = 3_000;
  private static final ToolCatalog ASSISTANT =
      ToolCatalog.read(Path.of("../examples/assistant/tools.json"));

  private static final ToolCatalog HOUSEHOLD =
      ToolCatalog.read(Path.of("../examples/household/tools.json"));

  @TempDir private Path folder;

  /// What was written for a catalogue, by its hash: the same for each test.
  private static final Map<String, List<Candidate>> WRITTEN = new HashMap<>();

  private List<Candidate> rows(ToolCatalog catalog) {
    return WRITTEN.computeIfAbsent(catalog.hash(), _ -> written(catalog));
  }

  private List<Candidate> written(ToolCatalog catalog) {
    Scenarios.write(folder, catalog);
    Scenarios scenarios = Scenarios.read(folder);
    ScenarioSampler sampler = new ScenarioSampler(scenarios, catalog, 42);
    OfflineTeacher teacher = new OfflineTeacher(catalog, scenarios);
    List<Candidate> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      Scenario scenario = sampler.draw(id);
      rows.add(teacher.write(scenario, sampler.random(id)));
    }
    return rows;
  }

  @Test
  void nearlyAllRowsBreakNoRule() {
    for (ToolCatalog catalog : List.of(ASSISTANT, HOUSEHOLD, ToolCatalog.builtIn())) {
      Screening screening = Screening.of(catalog, rows(catalog));
      assertThat(screening.survival()).isGreaterThan(.9);
      assertThat(screening.counts().keySet())
          .isSubsetOf("duplicate", "near-duplicate", "contradiction", "schema");
      assertThat(screening.counts().getOrDefault("schema", 0)).isLessThan(ROWS / 500);
    }
  }

  @Test
  void aFollowUpChangesOrAddsOneValueOfTheRequestBefore() {
    for (ToolCatalog catalog : List.of(ASSISTANT, HOUSEHOLD, ToolCatalog.builtIn())) {
      List<Candidate> rows =
          rows(catalog).stream().filter(row -> !row.request().history().isEmpty()).toList();
      assertThat(rows).hasSizeGreaterThan(ROWS / 25);
      int added = 0;
      for (Candidate row : rows) {
        Request.Turn turn = row.request().history().getLast();
        ToolCall before = turn.decision().calls().getFirst();
        ToolCall after = row.decision().calls().getFirst();
        List<String> changed =
            after.arguments().properties().stream()
                .filter(each -> !each.getValue().equals(before.arguments().get(each.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(row.request().history()).hasSizeBetween(1, 2);
        assertThat(before.name()).isEqualTo(after.name());
        assertThat(changed).hasSize(1);
        added += before.arguments().has(changed.getFirst()) ? 0 : 1;
        assertThat(after.arguments().size() - before.arguments().size()).isBetween(0, 1);
        JsonNode value = after.arguments().path(changed.getFirst());
        if (value.isString()) {
          assertThat(row.text().replace(' ', '_')).contains(value.stringValue().replace(' ', '_'));
        }
      }
      assertThat(added).isPositive();
      assertThat(rows).anyMatch(row -> row.request().history().size() == 2);
    }
  }

  @Test
  void twoAtOnceAreCallsOfDifferentToolsWhoseValuesAreSaid() {
    for (ToolCatalog catalog : List.of(ASSISTANT, HOUSEHOLD, ToolCatalog.builtIn())) {
      List<Candidate> rows =
          rows(catalog).stream().filter(row -> row.decision().calls().size() == 2).toList();
      assertThat(rows).hasSizeGreaterThan(ROWS / 40);
      for (Candidate row : rows) {
        List<ToolCall> calls = row.decision().calls();
        assertThat(calls.getFirst().name()).isNotEqualTo(calls.getLast().name());
        calls.stream()
            .flatMap(call -> call.arguments().properties().stream())
            .filter(each -> !List.of("mode", "operation").contains(each.getKey()))
            .filter(each -> each.getValue().isString())
            .forEach(each ->
                assertThat(row.text().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .contains(
                        each.getValue().stringValue().toLowerCase(Locale.ROOT).replace('_', ' ')));
      }
    }
  }

  @Test
  void aToolWithoutArgumentsIsAskedForByItsNameOrItsDescription() {
    List<String> asked =
        rows(HOUSEHOLD).stream()
            .filter(row -> row.decision().calls().size() == 1)
            .filter(row -> row.decision().calls().getFirst().name().equals("find_my_phone"))
            .map(row -> row.text().toLowerCase(Locale.ROOT))
            .toList();
    assertThat(asked)
        .anyMatch(text -> text.contains("find my phone"))
        .anyMatch(text -> text.contains("make the mislaid phone ring loudly"))
        .noneMatch(text -> text.contains("the my") || text.contains("so that it can be found"));
  }

  @Test
  void everyTextValueIsSaidWordForWord() {
    for (Candidate row : rows(ASSISTANT)) {
      if (row.decision() instanceof Decision.Call call) {
        for (ToolCall each : call.calls()) {
          for (var argument : each.arguments().properties()) {
            if (argument.getValue().isString()) {
              assertThat(row.said().toLowerCase(Locale.ROOT))
                  .contains(argument.getValue().stringValue().toLowerCase(Locale.ROOT));
            }
          }
        }
      }
    }
  }

  @Test
  void anEditThatThereIsNotIsRefusedWithThoseThereAre() throws Exception {
    Scenarios.write(folder, ASSISTANT);
    Files.writeString(
        folder.resolve("styles.yaml"), "- name: odd\n  hint: odd\n  edits: [shout]\n");
    assertThatThrownBy(() -> new OfflineTeacher(ASSISTANT, Scenarios.read(folder)))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith(folder.resolve("styles.yaml") + ":1: ")
        .hasMessageContaining("'odd'")
        .hasMessageContaining("'shout'")
        .hasMessageContaining("upper-case");
  }
}
