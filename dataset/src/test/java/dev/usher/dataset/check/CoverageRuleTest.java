package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.answer;
import static dev.usher.dataset.check.RuleContract.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageRuleTest {
  private static final ToolCatalog CATALOG =
      ToolCatalog.parse(
          """
          [{"name": "lamp", "parameters": {"type": "object", "required": ["state"], "properties": {
             "state": {"enum": ["on", "off", "dim"]}, "room": {"type": "string"}}}},
           {"name": "stop", "parameters": {"type": "object", "properties": {}}}]
          """,
          "tools.json");

  private static List<String> gaps(Candidate... rows) {
    return CoverageRule.gaps(CATALOG, List.of(rows)).stream().map(Gap::reason).toList();
  }

  private static Candidate lamp(String arguments) {
    return row("lamp", "lamp", arguments);
  }

  @Test
  void whatIsNeverShownIsNamed() {
    assertThat(gaps(lamp("{\"state\": \"on\", \"room\": \"hall\"}")))
        .satisfiesExactly(
            gap -> assertThat(gap).contains("lamp.state is never \"off\", \"dim\""),
            gap -> assertThat(gap).contains("every call has lamp.room", "optional"),
            gap -> assertThat(gap).contains("no row calls stop"),
            gap -> assertThat(gap).contains("without a call"));
  }

  @Test
  void anArgumentThatIsNeverThereIsNamed() {
    assertThat(gaps(lamp("{\"state\": \"on\"}")))
        .anyMatch(gap -> gap.contains("no row has lamp.room"));
  }

  @Test
  void aSetThatShowsAllHasNoGaps() {
    assertThat(
            gaps(
                lamp("{\"state\": \"on\"}"),
                lamp("{\"state\": \"off\", \"room\": \"hall\"}"),
                lamp("{\"state\": \"dim\"}"),
                row("stop", "stop", "{}"),
                answer("thanks", "You are welcome.")))
        .isEmpty();
    RuleContract.hasAPage(CoverageRule.NAME);
  }

  @Test
  void aValueOfTheScenariosThatNoRowHasIsNamed() {
    assertThat(CoverageRule.gap("style", List.of())).isEmpty();
    assertThat(CoverageRule.gap("style", List.of("a", "b", "c", "d", "e", "f", "g")))
        .hasValueSatisfying(gap -> {
          assertThat(gap.rule()).isEqualTo("coverage");
          assertThat(gap.reason()).contains("style 'a', 'b'", "'e' and 2 more");
        });
  }
}
