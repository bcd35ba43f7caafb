package dev.usher.dataset;

import static dev.usher.dataset.Fixtures.call;
import static dev.usher.dataset.Fixtures.candidate;
import static dev.usher.dataset.Fixtures.catalog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.Decision;
import dev.usher.tools.UsherException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExampleValidatorTest {

  private final ExampleValidator validator = new ExampleValidator(catalog());

  @Test
  void aCallThatTheCatalogueAdmitsIsAccepted() {
    assertThat(judge("play", "{\"volume\": 3, \"artist\": \"Abba\"}"))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void anUnknownToolIsRefusedWithTheKnownOnes() {
    assertThat(reasons(judge("ply", "{}")))
        .containsExactly("unknown tool \"ply\"; the catalogue has play, stop");
  }

  @Test
  void anUnknownArgumentIsRefusedByName() {
    assertThat(reasons(judge("play", "{\"singer\": \"Abba\"}")))
        .singleElement()
        .asString()
        .contains("play", "singer");
  }

  @Test
  void aValueOfAnotherTypeOrOutOfRangeIsRefused() {
    assertThat(reasons(judge("play", "{\"volume\": \"3\"}"))).hasSize(1);
    assertThat(reasons(judge("play", "{\"volume\": 11}"))).hasSize(1);
  }

  @Test
  void everyCallOfSeveralIsJudged() {
    Decision decision =
        new Decision.Call(
            List.of(Fixtures.toolCall("stop", "{}"), Fixtures.toolCall("halt", "{}")));

    assertThat(reasons(validator.judge(candidate("x", decision)))).hasSize(1);
  }

  @Test
  void aBlankTextIsRefused() {
    assertThat(reasons(validator.judge(candidate(" \n", call("stop", "{}")))))
        .containsExactly("the text is blank; expected a sentence");
  }

  @Test
  void halfASurrogatePairIsRefusedWhereverItStands() {
    assertThat(reasons(validator.judge(candidate("x\uD83D", call("stop", "{}"))))).hasSize(1);
    assertThat(reasons(judge("play", "{\"track\": [\"\\ud83d\"]}"))).hasSize(1);
    assertThat(reasons(validator.judge(candidate("x", new Decision.Answer("\uD83D"))))).hasSize(1);
  }

  @Test
  void theMessageNamesTheFirstPlacesAndCountsTheRest() {
    List<Candidate> rows =
        IntStream.rangeClosed(1, 9)
            .mapToObj(
                line -> new Candidate("x", call("halt", "{}"), new Provenance("rows.jsonl", line)))
            .toList();

    assertThatThrownBy(() -> validator.require(rows))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("rows.jsonl:1")
        .hasMessageContaining("rows.jsonl:5")
        .hasMessageNotContaining("rows.jsonl:6")
        .hasMessageContaining("9 of 9 rows");
  }

  private Verdict judge(String tool, String arguments) {
    return validator.judge(candidate("x", call(tool, arguments)));
  }

  private static List<String> reasons(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted _ -> List.of();
      case Verdict.Rejected rejected -> rejected.reasons();
    };
  }
}
