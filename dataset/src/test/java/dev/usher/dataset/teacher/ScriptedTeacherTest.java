package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptedTeacherTest extends EveryTeacherContract {
  @Override
  ScriptedTeacher teacher() {
    return new ScriptedTeacher(
        "anna",
        question ->
            question.user().equals("no!")
                ? new Reply.Refused("not that")
                : new Reply.Answer(
                    "Sure: {\"text\": \"%s\", \"id\": 1}".formatted(question.user()),
                    Reply.Usage.NONE));
  }

  @Override
  Question refused() {
    return Questions.of("no!");
  }

  @Test
  void itRemembersWhatItWasAskedInOrder() {
    ScriptedTeacher teacher = teacher();
    IntStream.range(0, 3).forEach(i -> teacher.ask(Questions.of("number " + i)));
    assertThat(teacher.asked())
        .extracting(Question::user)
        .containsExactly("number 0", "number 1", "number 2");
  }
}
