package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.FormatOptions;
import dev.usher.tools.FormatOptions.ArgumentOrder;
import dev.usher.tools.FormatOptions.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;

/// The judge of the random outputs is no rubber stamp.
class DecisionOracleTest {
  private static final String CATALOGUE =
      """
      [{"name":"play","parameters":{"type":"object","required":["artist"],
         "properties":{"artist":{"$ref":"#/$defs/said"},
           "loud":{"anyOf":[{"type":"integer","minimum":1,"maximum":9},{"type":"number"}]}},
         "$defs":{"said":{"type":"string","x-usher-extractive":true}}}},
       {"name":"stop","parameters":{"type":"object"}}]
      """;

  private static boolean accepts(String decision, FormatOptions options, String... said) {
    ArrayNode catalogue = (ArrayNode) DecisionOracle.EXACT.readTree(CATALOGUE);
    DecisionOracle oracle =
        new DecisionOracle(catalogue, options, Optional.of(RandomRequests.pieces(List.of(said))));
    String json = decision.replace('\'', '"');
    return oracle.violations(DecisionOracle.EXACT.readTree(json)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Abba, true",
    "play Abba, true",
    "Åland, true",
    "🙂, true",
    "Abb, false",
    "abba, false",
    "land, false",
    "Åland 🙂, false",
    "'', false",
    "' Abba', false"
  })
  void aCopiedValueIsAPieceOfOneOfTheTexts(String value, boolean accepted) {
    String decision =
        "{'status':'running','tool_use':{'tool_name':'play','arguments':{'artist':'%s'}}}"
            .formatted(value);
    assertThat(accepts(decision, FormatOptions.json(), "play Abba in Åland", "🙂"))
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'running','tool_use':{'tool_name':'stop','arguments':{'artist':'a'}}}",
        "{'status':'running','tool_use':{'tool_name':'play','arguments':{}}}",
        "{'status':'running','tool_use':{'tool_name':'go','arguments':{}}}",
        "{'status':'running','tool_use':{'tool_name':'stop'}}",
        "{'status':'running','tool_use':[{'tool_name':'stop','arguments':{}}]}",
        "{'status':'running','tool_use':{'tool_name':'stop','arguments':{}},'final_answer':'a'}",
        "{'status':'complete','tool_use':{'tool_name':'stop','arguments':{}}}",
        "{'status':'complete','final_answer':'a'}",
        "{'status':'complete'}"
      })
  void whatIsNoDecisionIsRefused(String json) {
    assertThat(accepts(json, FormatOptions.json(), "a")).isFalse();
  }

  @Test
  void severalCallsAndAnswersAreDecisionsWhereTheFormatHasThem() {
    FormatOptions several = new FormatOptions(Kind.JSON, ArgumentOrder.SAID, 2, true, false);
    String stop = "{'tool_name':'stop','arguments':{}}";
    String calls = "{'status':'running','tool_use':[%s]}";
    assertThat(accepts("{'status':'complete','final_answer':'x'}", several, "a")).isTrue();
    assertThat(accepts(calls.formatted(stop + "," + stop), several, "a")).isTrue();
    assertThat(accepts(calls.formatted(stop + "," + stop + "," + stop), several, "a")).isFalse();
  }

  @Test
  void aFractionBeyond64BitsIsJudgedAgainstTheBoundsOfAWholeNumber() {
    String decision =
        """
        {"status":"running","tool_use":{"tool_name":"play",
          "arguments":{"artist":"a","loud":12345678901234567890.5}}}
        """;
    assertThat(accepts(decision, FormatOptions.json(), "a")).isTrue();
  }
}
