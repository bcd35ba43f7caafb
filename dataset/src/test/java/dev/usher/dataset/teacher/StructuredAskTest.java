package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.JsonText;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredAskTest {
  private static final Question QUESTION = Questions.of("why?");
  private static final String GOOD = "{\"text\": \"a {b} c\", \"id\": 7}";
  private static final StructuredReply GIVEN =
      new StructuredReply.Given("t", JsonText.parseObject(GOOD, "test"));

  private ScriptedTeacher teacher;

  private StructuredReply answers(String... texts) {
    List<String> left = new ArrayList<>(List.of(texts));
    teacher = ScriptedTeacher.answering("t", _ -> left.removeFirst());
    return ask(teacher);
  }

  private static StructuredReply ask(Teacher teacher) {
    return new StructuredAsk(
            asked -> new TeacherReply(teacher.name(), teacher.ask(asked)), QUESTION)
        .reply();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "\n  " + GOOD + "\n",
        "```json\n" + GOOD + "\n```",
        "```\n" + GOOD + "```",
        "Here it is:\n\n" + GOOD + "\n\nI hope that {this} helps!",
        "As {you} asked, {\"like\": \"so\"}: " + GOOD,
        "{\"text\": \"draft\"}\n" + GOOD,
      })
  void theObjectIsFoundWhateverStandsAroundIt(String text) {
    assertThat(answers(text)).isEqualTo(GIVEN);
    assertThat(teacher.asked()).containsExactly(QUESTION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "I cannot do that.                           | it has no JSON object",
        "{\"text\": \"a\"}                           | (the value): 'id' is missing",
        "{\"text\": \"a\", \"id\": \"7\"}            | /id: expected a whole number, found \"7\"",
        "{\"text\": \"a\", \"id\": 7, \"x\": 1}      | /x: unknown, expected one of [text, id]",
        "{\"text\": \"a\", \"id\": 7, \"id\": 8}     | Duplicate",
        "{\"text\": \"a\" \"id\": 7}                 | not valid",
        "{\"text\": \"a\", \"id\":                   | ends too early; answer more briefly",
        "{\"x\": {\"text\": \"a\", \"id\": 7}        | ends too early",
        "{\"x\": {\"text\": \"a\", \"id\": 7}}       | /x: unknown",
        "[7]                                         | no JSON object",
      })
  void aFaultIsSentBackInTheValidatorsWords(String text, String fault) {
    assertThat(answers(text, GOOD)).isEqualTo(GIVEN);
    assertThat(teacher.asked()).hasSize(2);
    Question again = teacher.asked().getLast();
    assertThat(again.user()).startsWith("why?\n\n").contains(text.strip(), fault);
    assertThat(again.system()).isEqualTo(QUESTION.system());
    assertThat(again.schema()).isEqualTo(QUESTION.schema());
  }

  @Test
  void afterTwoRepetitionsTheLastFaultIsTheReason() {
    assertThat(answers("no", "{}", "{\"id\": 1}", GOOD))
        .isEqualTo(new StructuredReply.Unfit("t", "(the value): 'text' is missing"));
    assertThat(teacher.asked()).hasSize(3);
    assertThat(teacher.asked().getLast().user()).contains("{}").doesNotContain("no\n");
  }

  @Test
  void aLongAnswerIsQuotedInPart() {
    answers("x".repeat(100_000), GOOD);
    assertThat(teacher.asked().getLast().user()).hasSizeBetween(2_000, 2_500);
  }

  @Test
  void whoeverDoesNotAnswerIsNotAskedAgain() {
    Reply refused = new Reply.Refused("no");
    ScriptedTeacher refusing = new ScriptedTeacher("t", _ -> refused);
    assertThat(ask(refusing)).isEqualTo(new StructuredReply.Unanswered("t", refused));
    assertThat(refusing.asked()).hasSize(1);
  }

  @Test
  void aSchemaThatCannotBeCheckedIsAMistakeOfTheAsker() {
    Question odd = new Question("", "", JsonText.parseObject("{\"pattern\": \"x\"}", "schema"), 0);
    assertThatThrownBy(() -> new StructuredAsk(_ -> null, odd))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("pattern");
  }
}
