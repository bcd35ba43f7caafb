package dev.usher.dataset.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.usher.dataset.Fixtures;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
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
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void theStandardFilesHaveMoreThanFortyDomainsThirtyFivePersonasAndSeventyStyles() {
    Scenarios scenarios = Scenarios.read(folder);
    assertThat(scenarios.domains().entries()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(scenarios.personas().entries()).hasSizeGreaterThanOrEqualTo(35);
    assertThat(scenarios.styles().entries()).hasSizeGreaterThanOrEqualTo(70);
  }

  @ParameterizedTest
  @ValueSource(longs = {42, 1, 2, 3, -7, 1_000_003})
  void weightsAreHitToAPointAndEveryValueComes(long seed) {
    Scenarios scenarios = Scenarios.read(folder);
    List<Scenario> drawn = LongStream.range(0, DRAWS).mapToObj(sampler(seed)::draw).toList();
    hits(scenarios.domains(), drawn, Scenario::domain);
    hits(scenarios.personas(), drawn, Scenario::persona);
    hits(scenarios.styles(), drawn, Scenario::style);
    hits(scenarios.intents(), drawn, Scenario::intent);
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
        .contains("no tool", "follow up");
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
    refuses("domains.yaml", "- name: a\n  hint: b\n  weight: 99\n", "99.0 percent", "100");
    refuses("domains.yaml", "- name: a\n  hint: b\n- name: a\n  hint: c\n", "'a' stands twice");
    refuses("domains.yaml", "- name: [a\n", "no valid YAML");
    refuses("domains.yaml", "", "no entries");
    refuses("domains.yaml", "name: a\n", ":1", "list of entries");
    refuses("intents.yaml", "- name: a\n  hint: b\n  tools: [x]\n", "no tool 'x'");
    refuses(
        "intents.yaml",
        "- name: a\n  hint: b\n  tools: [file_manager]\n  where: {operation: [fly]}\n",
        "fly");
    refuses(
        "intents.yaml",
        "- name: a\n  hint: b\n  tools: [file_manager]\n  where: {operaton: [list]}\n",
        "'operaton'");
    refuses(
        "intents.yaml", "- name: a\n  hint: b\n  follows: maybe\n", "'follows'", "true or false");
    refuses(
        "intents.yaml", "- name: a\n  hint: b\n  follows: true\n", "'a'", "'follows'", "'tools'");
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
        .hasMessageContainingAll(expected);
    Files.writeString(folder.resolve(file), good);
  }
}
