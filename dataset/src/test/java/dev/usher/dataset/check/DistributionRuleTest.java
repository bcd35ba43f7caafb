package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.scenario.Scenarios;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionRuleTest {
  @TempDir private Path folder;

  private static List<Map<String, String>> rows(int polite, int terse) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 0; i < polite + terse; i++) {
      rows.add(
          Map.of(
              "domain",
              "home",
              "persona",
              "a cook",
              "style",
              i < polite ? "polite" : "terse",
              "intent",
              "play"));
    }
    return rows;
  }

  private Scenarios scenarios() throws Exception {
    Scenarios.write(folder, ToolCatalog.builtIn());
    Files.writeString(folder.resolve("domains.yaml"), "- {name: home, hint: at home}\n");
    Files.writeString(folder.resolve("personas.yaml"), "- {name: a cook, hint: in haste}\n");
    Files.writeString(
        folder.resolve("styles.yaml"),
        """
        - {name: polite, hint: with please, weight: 60}
        - {name: terse, hint: few words}
        """);
    Files.writeString(folder.resolve("intents.yaml"), "- {name: play, hint: music, tools: []}\n");
    return Scenarios.read(folder);
  }

  @Test
  void weightsThatAreMissedByMoreThanAPointAreNamed() throws Exception {
    Scenarios scenarios = scenarios();
    assertThat(DistributionRule.gaps(scenarios, rows(1_200, 800))).isEmpty();
    assertThat(DistributionRule.gaps(scenarios, rows(1_219, 781))).isEmpty();
    assertThat(DistributionRule.gaps(scenarios, rows(6_060, 3_941))).isEmpty();
    assertThat(DistributionRule.gaps(scenarios, rows(6_120, 3_880))).hasSize(2);
    assertThat(DistributionRule.gaps(scenarios, rows(1_224, 776)))
        .extracting(Gap::reason)
        .satisfiesExactly(
            gap -> assertThat(gap).contains("style 'polite' has 61.2 %", "expected 60.0"),
            gap -> assertThat(gap).contains("style 'terse' has 38.8 %"));
    RuleContract.hasAPage(DistributionRule.NAME);
  }

  @Test
  void inASmallerSetWeightsMayBeMissedByAsMuchMoreAsSamplesDiffer() throws Exception {
    Scenarios scenarios = scenarios();
    assertThat(DistributionRule.gaps(scenarios, rows(309, 191))).as("1.8 of 2.0").isEmpty();
    assertThat(DistributionRule.gaps(scenarios, rows(311, 189))).as("2.2 of 2.0").hasSize(2);
  }

  @Test
  void inASmallSetTwoRowsMakeNoDifference() throws Exception {
    assertThat(DistributionRule.gaps(scenarios(), rows(8, 3))).isEmpty();
  }
}
