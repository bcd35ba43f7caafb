package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.teacher.StubServer.Behaviour;
import org.junit.jupiter.api.Test;

class OpenAiTeacherTest extends TeacherContract {
  OpenAiTeacherTest() {
    super(Protocol.OPENAI);
  }

  @Test
  void aModelThatRefusesIsQuoted() {
    Reply reply =
        reply(
            new Behaviour.Responds(
                200,
                """
                {"choices": [{"message": {"role": "assistant", "refusal": "I will not."},
                  "finish_reason": "stop"}]}\
                """));
    assertThat(reply).isEqualTo(new Reply.Refused("the model refused: I will not."));
  }

  @Test
  void anAnswerThatTheFilterHeldBackIsRefused() {
    Reply reply =
        reply(
            new Behaviour.Responds(
                200,
                """
                {"choices": [{"message": {"role": "assistant", "content": ""},
                  "finish_reason": "content_filter"}]}\
                """));
    assertThat(reply).isInstanceOf(Reply.Refused.class);
  }

  @Test
  void aModelThatMissedTheSchemaMayBeAskedAgain() {
    Reply reply =
        reply(new Behaviour.Responds(400, "{\"error\": {\"code\": \"json_validate_failed\"}}"));
    assertThat(reply).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void whatIsNotReportedIsTakenToBeTheMost() {
    Reply reply =
        reply(new Behaviour.Responds(200, "{\"choices\": [{\"message\": {\"content\": \"hi\"}}]}"));
    Reply.Usage most = Ceiling.of(Questions.of("why?"), ANSWER_TOKENS);
    assertThat(reply).isEqualTo(new Reply.Answer("hi", most));
    assertThat(most.outputTokens()).isEqualTo(ANSWER_TOKENS);
  }
}
