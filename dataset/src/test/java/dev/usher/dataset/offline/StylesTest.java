package dev.usher.dataset.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.dataset.scenario.Style;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What the styles do to sentences of the three example catalogues.
class StylesTest {
  private static final List<ToolCatalog> CATALOGS =
      List.of(
          ToolCatalog.read(Path.of("../examples/assistant/tools.json")),
          ToolCatalog.read(Path.of("../examples/household/tools.json")),
          ToolCatalog.builtIn());

  private static final List<String> AS_THEY_ARE = List.of("plain", "imperative");

  /// How one sees at the words between the values that a sentence was arranged.
  private static final Map<String, String> SIGNS =
      Map.of(
          "keywords", "(?i)(?s)(?!.*\\b(an|of|for|with)\\b).*",
          "fragment", "(?s).*,.*",
          "list", "(?s).*, .*",
          "form", "(?s).*: .*",
          "key-values", "(?s).*=.*",
          "bullets", "(?s)(.*\n)?- .*",
          "values-first", "(?s).*, .*",
          "two-sentences", "(?i)(?s).*\\. (that is|make it|it should be|i mean) .*",
          "need",
              "(?i)(?s)(.*\\b)?(I need|it's about|it should be|we are missing|I'm after|somebody has to|it is time to|you have to) .*");

  @TempDir private Path folder;

  private Scenarios scenarios(ToolCatalog catalog) {
    Scenarios.write(folder, catalog);
    return Scenarios.read(folder);
  }

  private static Scenario with(Scenario scenario, Style style) {
    return new Scenario(
        scenario.id(),
        scenario.domain(),
        scenario.persona(),
        style,
        scenario.intent(),
        scenario.calls());
  }

  private static Style style(List<String> before, List<String> after, List<String> edits) {
    return new Style("test", "test", OptionalDouble.empty(), before, after, edits, "test:1");
  }

  @Test
  void eachStyleButThePlainOnesChangesSentencesOfEveryCatalogue() {
    for (ToolCatalog catalog : CATALOGS) {
      Scenarios scenarios = scenarios(catalog);
      ScenarioSampler sampler = new ScenarioSampler(scenarios, catalog, 42);
      OfflineTeacher teacher = new OfflineTeacher(catalog, scenarios);
      for (Style style : scenarios.styles().entries()) {
        Style less = style(style.before(), style.after(), withoutLast(style.edits()));
        Style bare = style.edits().isEmpty() ? style(List.of(), List.of(), List.of()) : less;
        long changed =
            LongStream.range(0, 25)
                .filter(id ->
                    !text(teacher, sampler, id, style).equals(text(teacher, sampler, id, bare)))
                .count();
        if (AS_THEY_ARE.contains(style.name())) {
          assertThat(changed).as(style.name()).isZero();
        } else {
          assertThat(changed).as(style.name()).isGreaterThan(2);
        }
      }
    }
  }

  private static List<String> withoutLast(List<String> edits) {
    return edits.isEmpty() ? edits : edits.subList(0, edits.size() - 1);
  }

  private static String text(
      OfflineTeacher teacher, ScenarioSampler sampler, long id, Style style) {
    return teacher.write(with(sampler.draw(id), style), sampler.random(id)).text();
  }

  /// Calls, answers and follow-ups, each under each arrangement.
  @Test
  void anArrangementArrangesCallsAnswersAndFollowUps() {
    for (ToolCatalog catalog : CATALOGS) {
      Scenarios scenarios = scenarios(catalog);
      ScenarioSampler sampler = new ScenarioSampler(scenarios, catalog, 42);
      OfflineTeacher teacher = new OfflineTeacher(catalog, scenarios);
      SIGNS.forEach((edit, sign) -> {
        List<Candidate> rows = new ArrayList<>();
        for (long id = 0; id < 400; id++) {
          Scenario scenario = with(sampler.draw(id), style(List.of(), List.of(), List.of(edit)));
          rows.add(teacher.write(scenario, sampler.random(id)));
        }
        assertThat(share(rows, row -> row.decision().calls().isEmpty(), sign))
            .as(edit)
            .isGreaterThan(.9);
        assertThat(share(rows, row -> !row.request().history().isEmpty(), sign))
            .as(edit)
            .isGreaterThan(.9);
        assertThat(share(rows, row -> row.decision().calls().size() == 1, sign))
            .as(edit)
            .isGreaterThan(.8);
      });
    }
  }

  private static double share(List<Candidate> rows, Predicate<Candidate> kind, String sign) {
    List<Candidate> some = rows.stream().filter(kind).toList();
    assertThat(some).hasSizeGreaterThan(10);
    return (double) some.stream().filter(row -> words(row).matches(sign)).count() / some.size();
  }

  /// The text without its values, which may have any words.
  private static String words(Candidate row) {
    String text = row.text();
    for (ToolCall call : row.decision().calls()) {
      for (JsonNode value : call.arguments().values()) {
        text = value.isString() ? text.replace(value.stringValue(), "-") : text;
      }
    }
    return text;
  }

  @Test
  void everyArrangementHasItsSign() {
    List<String> arrangements =
        Edit.names().stream()
            .filter(name -> Edit.of(name).filter(Edit.Arrangement.class::isInstance).isPresent())
            .toList();
    assertThat(SIGNS.keySet()).containsExactlyInAnyOrderElementsOf(arrangements);
  }
}
