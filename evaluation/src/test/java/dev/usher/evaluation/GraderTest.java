package dev.usher.evaluation;

import static dev.usher.evaluation.Calls.answer;
import static dev.usher.evaluation.Calls.call;
import static dev.usher.evaluation.Calls.decided;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraderTest {

  private static final Decision EXPECTED =
      call("play", "{\"artist\": \"Abba\", \"track\": \"Waterloo\", \"volume\": 3}");

  private final Grader grader = new Grader(Calls.CATALOG);

  @Test
  void theExpectedDecisionIsExact() {
    Grade grade = grade(EXPECTED);

    assertThat(grade).isEqualTo(new Grade(Grade.Result.EXACT, true, 3, 3, 3, List.of()));
  }

  @Test
  void theOrderOfArgumentsAndTheFormOfNumbersDoNotCount() {
    assertThat(
            grade(call("play", "{\"volume\": 3.0, \"track\": \"Waterloo\", \"artist\": \"Abba\"}"))
                .exact())
        .isTrue();
  }

  @Test
  void anotherToolHasNoArgumentRight() {
    Grade grade = grade(call("stop", "{}"));

    assertThat(grade.result()).isEqualTo(Grade.Result.WRONG);
    assertThat(grade.name()).isFalse();
    assertThat(counts(grade)).isEqualTo("0 of 0 of 3");
    assertThat(grade.faults()).containsExactly(new Fault(Fault.Kind.TOOL, "play", "stop"));
  }

  @Test
  void anotherValueIsAFaultOfThatArgument() {
    Grade grade =
        grade(call("play", "{\"artist\": \"ABBA\", \"track\": \"Waterloo\", \"volume\": 3}"));

    assertThat(grade.exact()).isFalse();
    assertThat(grade.name()).isTrue();
    assertThat(counts(grade)).isEqualTo("2 of 3 of 3");
    assertThat(grade.faults())
        .containsExactly(new Fault(Fault.Kind.VALUE, "play.artist", "play.artist"));
  }

  @Test
  void aMissingArgumentLowersRecallOnly() {
    Grade grade = grade(call("play", "{\"artist\": \"Abba\", \"volume\": 3}"));

    assertThat(counts(grade)).isEqualTo("2 of 2 of 3");
    assertThat(grade.faults()).containsExactly(new Fault(Fault.Kind.MISSING, "play.track", ""));
  }

  @Test
  void anArgumentTooManyLowersPrecisionOnly() {
    Grade grade =
        grade(
            call(
                "play",
                "{\"artist\":\"Abba\",\"track\":\"Waterloo\",\"volume\":3,\"tags\":[\"x\"]}"));

    assertThat(counts(grade)).isEqualTo("3 of 4 of 3");
    assertThat(grade.faults()).containsExactly(new Fault(Fault.Kind.EXTRA, "", "play.tags"));
  }

  @Test
  void aRightValueUnderAWrongNameIsOneFault() {
    Grade grade =
        grader.grade(
            call("play", "{\"track\": \"Waterloo\"}"),
            decided(call("play", "{\"artist\": \"Waterloo\"}")));

    assertThat(counts(grade)).isEqualTo("0 of 1 of 1");
    assertThat(grade.faults())
        .containsExactly(new Fault(Fault.Kind.KEY, "play.track", "play.artist"));
  }

  @Test
  void namesThatAreExchangedAreTwoFaultsOfValue() {
    Grade grade =
        grade(call("play", "{\"artist\": \"Waterloo\", \"track\": \"Abba\", \"volume\": 3}"));

    assertThat(counts(grade)).isEqualTo("1 of 3 of 3");
    assertThat(grade.faults()).extracting(Fault::kind).containsOnly(Fault.Kind.VALUE).hasSize(2);
  }

  @Test
  void itemsOfAnArrayStandInOrder() {
    Decision expected = call("play", "{\"tags\": [\"a\", \"b\"]}");

    assertThat(grader.grade(expected, decided(call("play", "{\"tags\": [\"b\", \"a\"]}"))).exact())
        .isFalse();
    assertThat(grader.grade(expected, decided(call("play", "{\"tags\": [\"a\"]}"))).exact())
        .isFalse();
    assertThat(grader.grade(expected, decided(call("play", "{\"tags\": [\"a\", \"b\"]}"))).exact())
        .isTrue();
  }

  @Test
  void severalCallsStandInOrder() {
    Decision expected = call("play", "{\"artist\": \"Abba\"}", "stop", "{}");

    assertThat(grader.grade(expected, decided(expected)).exact()).isTrue();

    Grade exchanged =
        grader.grade(expected, decided(call("stop", "{}", "play", "{\"artist\": \"Abba\"}")));
    assertThat(exchanged.exact()).isFalse();
    assertThat(exchanged.name()).isFalse();
    assertThat(counts(exchanged)).isEqualTo("0 of 1 of 1");
  }

  @Test
  void aCallTooFewOrTooManyIsAFault() {
    Decision expected = call("play", "{\"artist\": \"Abba\"}", "stop", "{}");

    Grade fewer = grader.grade(expected, decided(call("play", "{\"artist\": \"Abba\"}")));
    assertThat(fewer.exact()).isFalse();
    assertThat(fewer.name()).isFalse();
    assertThat(counts(fewer)).isEqualTo("1 of 1 of 1");
    assertThat(fewer.faults()).containsExactly(new Fault(Fault.Kind.CALLS, "play + stop", "play"));

    Grade more = grader.grade(call("stop", "{}"), decided(call("stop", "{}", "stop", "{}")));
    assertThat(more.exact()).isFalse();
    assertThat(more.faults()).containsExactly(new Fault(Fault.Kind.CALLS, "stop", "stop + stop"));
  }

  @Test
  void anyAnswerIsExactWhereNothingIsToBeCalled() {
    assertThat(grader.grade(answer("Hello!"), decided(answer("Hi."))).exact()).isTrue();
  }

  @Test
  void aCallWhereNothingIsToBeCalledIsWrongAndTheOtherWayRound() {
    Grade called = grader.grade(answer("Hello!"), decided(call("stop", "{}")));
    assertThat(called.exact()).isFalse();
    assertThat(called.name()).isFalse();
    assertThat(called.faults()).containsExactly(new Fault(Fault.Kind.TOOL, "(answer)", "stop"));

    Grade answered = grader.grade(call("stop", "{}"), decided(answer("Hello!")));
    assertThat(answered.exact()).isFalse();
    assertThat(answered.faults()).containsExactly(new Fault(Fault.Kind.TOOL, "stop", "(answer)"));
  }

  @Test
  void outputThatIsNoDecisionIsInvalidEvenWhereNothingIsToBeCalled() {
    Grade grade = grader.grade(answer("Hello!"), Prediction.invalid("zzz", "no JSON", 1));

    assertThat(grade.result()).isEqualTo(Grade.Result.INVALID);
    assertThat(grade.name()).isFalse();
  }

  @Test
  void aDecisionThatTheCatalogueDoesNotAdmitIsInvalid() {
    assertThat(grade(call("halt", "{}")).result()).isEqualTo(Grade.Result.INVALID);
    assertThat(grade(call("play", "{\"singer\": \"x\"}")).result()).isEqualTo(Grade.Result.INVALID);
    assertThat(grade(call("play", "{\"volume\": \"3\"}")).result()).isEqualTo(Grade.Result.INVALID);
    assertThat(counts(grade(call("halt", "{}")))).isEqualTo("0 of 0 of 3");
  }

  @Test
  void anAbstentionIsNeitherExactNorInvalidEvenWithTheRightDecision() {
    Grade grade = grader.grade(EXPECTED, Prediction.abstained(EXPECTED, 0.2, 1));

    assertThat(grade.result()).isEqualTo(Grade.Result.ABSTAINED);
    assertThat(grade.name()).isFalse();
    assertThat(counts(grade)).isEqualTo("0 of 0 of 3");
  }

  private Grade grade(Decision predicted) {
    return grader.grade(EXPECTED, decided(predicted));
  }

  private static String counts(Grade grade) {
    return "%d of %d of %d"
        .formatted(grade.argumentsRight(), grade.argumentsPredicted(), grade.argumentsExpected());
  }
}
