package dev.usher.dataset.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.usher.dataset.Fixtures;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.schema.Schema.ObjectSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioSamplerTest {
  private static final int DRAWS = 2_000;

  @TempDir private Path folder;

  @BeforeEach
  void startWithTheStandardFiles() {
    Scenarios.write(folder, ToolCatalog.builtIn());
  }

  private ScenarioSampler sampler(long seed) {
    return new ScenarioSampler(Scenarios.read(folder), ToolCatalog.builtIn(), seed);
  }

  static List<ToolCatalog> catalogs() {
    return List.of(
        ToolCatalog.builtIn(), ToolCatalog.read(Path.of("../examples/household/tools.json")));
  }

  private static List<Scenario> drawn(ScenarioSampler sampler) {
    return LongStream.range(0, DRAWS).mapToObj(sampler::draw).toList();
  }

  @Test
  void theStandardFilesHaveMoreThanFortyDomainsThirtyFivePersonasAndSeventyStyles() {
    Scenarios scenarios = Scenarios.read(folder);
    assertThat(scenarios.domains().entries()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(scenarios.personas().entries()).hasSizeGreaterThanOrEqualTo(35);
    assertThat(scenarios.styles().entries()).hasSizeGreaterThanOrEqualTo(70);
  }

  @ParameterizedTest
  @MethodSource("catalogs")
  void weightsAreHitToAPointAndEveryValueComes(ToolCatalog catalog) {
    Scenarios.write(folder, catalog);
    Scenarios scenarios = Scenarios.read(folder);
    for (long seed : List.of(42L, 1L, 2L, 3L, -7L, 1_000_003L)) {
      List<Scenario> drawn = drawn(new ScenarioSampler(scenarios, catalog, seed));
      hits(scenarios.domains(), drawn, Scenario::domain);
      hits(scenarios.personas(), drawn, Scenario::persona);
      hits(scenarios.styles(), drawn, Scenario::style);
      hits(scenarios.intents(), drawn, Scenario::intent);
    }
  }

  @Test
  void theFourToolsHaveTheirSharesOfTheRows() {
    Map<String, Double> weights = Scenarios.read(folder).intents().weights();
    assertThat(
            weights.get("search")
                + weights.get("look")
                + weights.get("look again")
                + weights.get("search and look"))
        .isCloseTo(.35, within(1e-9));
    assertThat(weights)
        .containsEntry("compute", .24)
        .containsEntry("modify", .18)
        .containsEntry("answer", .15)
        .containsEntry("escalate", .08);
  }

  private static <T extends Entry> void hits(
      Axis<T> axis, List<Scenario> drawn, Function<Scenario, T> value) {
    Map<T, Integer> counts = new HashMap<>();
    drawn.forEach(each -> counts.merge(value.apply(each), 1, Integer::sum));
    for (T entry : axis.entries()) {
      assertThat(counts.get(entry)).as(entry.name()).isNotNull();
      double share = (double) counts.get(entry) / drawn.size();
      assertThat(share).as(entry.name()).isCloseTo(axis.weights().get(entry.name()), within(.01));
    }
  }

  @Test
  void optionalArgumentsAreSometimesThereAndRequiredOnesAlways() {
    ScenarioSampler sampler = sampler(42);
    Set<String> seen = new HashSet<>();
    for (long id = 0; id < DRAWS; id++) {
      for (CallPlan call : sampler.draw(id).calls()) {
        seen.add(call.tool().name() + call.arguments());
        call.shape()
            .properties()
            .forEach((name, property) ->
                assertThat(property.required() && !call.arguments().contains(name)).isFalse());
      }
    }
    assertThat(seen)
        .contains(
            "codebase_search[query, mode]",
            "codebase_search[query, mode, file_pattern]",
            "sandbox_exec[code]",
            "sandbox_exec[code, timeout]",
            "file_manager[operation, path]",
            "file_manager[operation, path, content]",
            "ask_human[question, context]");
  }

  @ParameterizedTest
  @MethodSource("catalogs")
  void anOptionalArgumentIsSometimesThereAndSometimesNot(ToolCatalog catalog) {
    Scenarios.write(folder, catalog);
    Set<String> there = new HashSet<>();
    Set<String> left = new HashSet<>();
    for (Scenario scenario : drawn(new ScenarioSampler(Scenarios.read(folder), catalog, 42))) {
      for (CallPlan call : scenario.calls()) {
        call.shape()
            .properties()
            .forEach((name, property) -> {
              boolean present = call.arguments().contains(name);
              (present ? there : left).add(call.tool().name() + "." + name);
              assertThat(present || !property.required()).as(name).isTrue();
            });
      }
    }
    for (Tool tool : catalog.tools()) {
      for (ObjectSchema shape : tool.shapes()) {
        shape
            .properties()
            .forEach((name, property) -> {
              assertThat(there).contains(tool.name() + "." + name);
              if (!property.required()) {
                assertThat(left).contains(tool.name() + "." + name);
              }
            });
      }
    }
  }

  @Test
  void severalCallsAreOfDifferentTools() {
    ToolCatalog catalog = catalogs().getLast();
    Scenarios.write(folder, catalog);
    List<Scenario> several =
        drawn(new ScenarioSampler(Scenarios.read(folder), catalog, 42)).stream()
            .filter(scenario -> scenario.intent().calls() > 1)
            .toList();
    assertThat(several)
        .hasSizeBetween(70, 90)
        .allMatch(scenario -> scenario.calls().size() == 2)
        .noneMatch(scenario ->
            scenario.calls().getFirst().tool().equals(scenario.calls().getLast().tool()));
  }

  @Test
  void aScenarioDependsOnItsIdAndTheSeedAlone() {
    ScenarioSampler forward = sampler(42);
    ScenarioSampler single = sampler(42);
    List<Scenario> drawn = LongStream.range(0, 100).mapToObj(forward::draw).toList();
    assertThat(single.draw(77)).isEqualTo(drawn.get(77));
    assertThat(sampler(43).draw(77)).isNotEqualTo(drawn.get(77));
    assertThat(single.random(5).nextLong()).isEqualTo(forward.random(5).nextLong());
  }

  @Test
  void anyCatalogueGetsAnIntentForEachToolAndForNone() throws Exception {
    ToolCatalog catalog = Fixtures.catalog();
    Scenarios.write(folder, catalog);
    Scenarios scenarios = Scenarios.read(folder);
    assertThat(scenarios.intents().entries())
        .extracting(Intent::name)
        .containsAll(catalog.names())
        .contains("no tool", "too vague", "two at once", "follow up");
    ScenarioSampler sampler = new ScenarioSampler(scenarios, catalog, 42);
    assertThat(LongStream.range(0, DRAWS).mapToObj(sampler::draw).filter(s -> s.calls().isEmpty()))
        .hasSizeBetween(180, 220);
    assertThat(LongStream.range(0, DRAWS).mapToObj(sampler::draw).filter(s -> s.intent().follows()))
        .hasSizeBetween(140, 180)
        .allMatch(s -> !s.calls().getFirst().arguments().isEmpty());
  }

  @Test
  void mistakesAreNamedWithFileLineAndKey() throws Exception {
    refuses("domains.yaml", "- name: a\n  hint: b\n- name: c\n  hitn: d\n", ":3", "'hint'");
    refuses("domains.yaml", "- name: a\n  hint: b\n  wieght: 3\n", ":1", "'wieght'");
    refuses("domains.yaml", "- name: a\n  hint: b\n  weight: many\n", ":1", "'weight'");
    refuses("domains.yaml", "- name: a\n  hint: b\n  weight: 99\n", ":1", "99.0 percent", "100");
    refuses(
        "domains.yaml",
        "- {name: a, hint: b, weight: 60}\n- {name: c, hint: d, weight: 41}\n- {name: e, hint: f}\n",
        ":2",
        "101.0 percent");
    refuses(
        "domains.yaml", "- name: a\n  hint: b\n- name: a\n  hint: c\n", ":3", "'a' stands twice");
    refuses("domains.yaml", "- name: [a\n", "no valid YAML");
    refuses("domains.yaml", "", "no entries");
    refuses("domains.yaml", "name: a\n", ":1", "list of entries");
    refuses("intents.yaml", "- name: a\n  hint: b\n  tools: [x]\n", ":1", "'a'", "no tool 'x'");
    refuses(
        "intents.yaml",
        "- {name: a, hint: b, weight: 1}\n- {name: c, hint: d, tools: [file_manager], vague: true}\n",
        ":2",
        "'c'",
        "'vague'",
        "'file_manager'");
    refuses(
        "intents.yaml",
        "- {name: c, hint: d, tools: [ask_human], calls: 2, vague: true}\n",
        ":1",
        "'vague' goes with one call");
    refuses(
        "intents.yaml",
        "- name: a\n  hint: b\n  tools: [file_manager]\n  where: {operation: [fly]}\n",
        ":1",
        "fly");
    refuses(
        "intents.yaml",
        "- name: x\n  hint: b\n  weight: 1\n- name: a\n  hint: b\n  tools: [file_manager]\n"
            + "  where: {operaton: [list]}\n",
        ":4",
        "'operaton'");
    refuses(
        "intents.yaml", "- name: a\n  hint: b\n  follows: maybe\n", "'follows'", "true or false");
    refuses(
        "intents.yaml",
        "- name: a\n  hint: b\n  follows: true\n",
        ":1",
        "'a'",
        "'follows'",
        "'tools'");
    refuses(
        "intents.yaml",
        "- name: a\n  hint: b\n  tools: [file_manager]\n  calls: 2\n  follows: true\n",
        "'follows' goes with one call");
  }

  private void refuses(String file, String text, String... expected) throws Exception {
    String good = Files.readString(folder.resolve(file));
    Files.writeString(folder.resolve(file), text);
    assertThatThrownBy(() -> sampler(42))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith(folder.resolve(file).toString())
        .hasMessageContainingAll(expected);
    Files.writeString(folder.resolve(file), good);
  }
}
