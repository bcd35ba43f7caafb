package dev.usher.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Reply;
import dev.usher.dataset.teacher.TeacherChecks;
import dev.usher.model.TinyModel;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.SchemaReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LocalTeacherTest {
  private static final ObjectNode SENTENCE =
      schema(
          """
          {"type": "object", "properties": {"sentence": {"type": "string", "minLength": 1}},
           "required": ["sentence"], "additionalProperties": false}
          """);
  private static final ObjectNode CHOICE =
      schema(
          """
          {"type": "object", "properties": {"right": {"type": "boolean"}},
           "required": ["right"], "additionalProperties": false}
          """);

  @TempDir private Path folder;
  private LocalTeacher teacher;

  @BeforeEach
  void load() {
    Path file = folder.resolve("tiny.gguf");
    TinyModel.of(42).write(file);
    teacher = LocalTeacher.load("tiny", file, 40);
  }

  @AfterEach
  void close() {
    teacher.close();
  }

  private static ObjectNode schema(String json) {
    return (ObjectNode) JsonMapper.shared().readTree(json);
  }

  private Reply.Answer answer(Question question) {
    assertThat(teacher.ask(question)).isInstanceOf(Reply.Answer.class);
    return (Reply.Answer) teacher.ask(question);
  }

  @Test
  void everyAnswerFitsTheSchemaAndItsLength() {
    for (ObjectNode wanted : new ObjectNode[] {SENTENCE, CHOICE, SENTENCE}) {
      Schema schema = SchemaReader.read(wanted, "test");
      for (int i = 0; i < 5; i++) {
        Reply.Answer answer = answer(new Question("You write.", "Number " + i, wanted, 1.5));
        assertThat(schema.accepts(JsonMapper.shared().readTree(answer.text()))).isTrue();
        assertThat(answer.usage().outputTokens()).isBetween(1L, 40L);
        assertThat(answer.usage().inputTokens()).isPositive();
      }
    }
  }

  @Test
  void theSameQuestionGetsTheSameAnswerAndAnotherAnother() {
    Set<String> answers = new HashSet<>();
    Question first = new Question("You write.", "Number 0", SENTENCE, 1);
    String before = answer(first).text();
    for (int i = 0; i < 10; i++) {
      answers.add(answer(new Question("You write.", "Number " + i, SENTENCE, 1)).text());
    }
    assertThat(answers).hasSizeGreaterThan(5).contains(before);
    assertThat(answer(first).text()).isEqualTo(before);
    assertThat(answer(new Question("You write.", "Number 0", SENTENCE, 1.9)).text())
        .isNotEqualTo(before);
  }

  @Test
  void itKeepsToWhatEveryTeacherKeepsTo() {
    List<Question> questions =
        List.of(
            new Question("You write.", "Number 1", SENTENCE, 1),
            new Question("You choose.", "Number 2", CHOICE, 0),
            new Question("You write.", "Number 3", SENTENCE, 1));
    Question tooLong = new Question("You write.", "word ".repeat(2_000), SENTENCE, 1);
    TeacherChecks.answersFitTheirSchema(teacher, questions);
    TeacherChecks.sameQuestionsGetTheSameAnswers(teacher, questions);
    TeacherChecks.aRefusalIsAValue(teacher, tooLong, questions.getFirst());
    TeacherChecks.isSafeForTwoThreads(teacher, questions);
  }

  @Test
  void anAnswerThatCannotBeSoShortIsRefused() {
    Path file = folder.resolve("short.gguf");
    TinyModel.of(42).write(file);
    try (LocalTeacher hasty = LocalTeacher.load("hasty", file, 3)) {
      assertThat(hasty.ask(new Question("You write.", "Number 1", SENTENCE, 1)))
          .isInstanceOfSatisfying(
              Reply.Refused.class,
              refused -> assertThat(refused.reason()).contains("'answer-tokens' is 3"));
    }
  }

  @Test
  void aQuestionThatIsTooLongIsRefusedAndTheNextIsAnswered() {
    Reply reply = teacher.ask(new Question("You write.", "word ".repeat(2_000), SENTENCE, 1));
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused ->
                assertThat(refused.reason()).contains("tokens", "the model has room for 1,024"));
    assertThat(answer(new Question("You write.", "A word", SENTENCE, 1)).text()).isNotBlank();
  }
}
