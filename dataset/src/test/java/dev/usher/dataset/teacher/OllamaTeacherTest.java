package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.teacher.StubServer.Behaviour;
import org.junit.jupiter.api.Test;

class OllamaTeacherTest extends TeacherContract {
  OllamaTeacherTest() {
    super(Protocol.OLLAMA);
  }

  @Test
  void whatIsNotReportedIsTakenToBeTheMost() {
    Reply reply = reply(new Behaviour.Responds(200, "{\"message\": {\"content\": \"hi\"}}"));
    assertThat(reply)
        .isEqualTo(new Reply.Answer("hi", Ceiling.of(Questions.of("why?"), ANSWER_TOKENS)));
  }
}
