package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.teacher.StubServer.Behaviour;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeminiTeacherTest extends TeacherContract {
  GeminiTeacherTest() {
    super(Protocol.GEMINI);
  }

  @Test
  void aQuestionThatTheFilterHeldBackIsRefused() {
    Reply reply =
        reply(
            new Behaviour.Responds(
                200,
                """
                {"promptFeedback": {"blockReason": "SAFETY"},
                 "usageMetadata": {"promptTokenCount": 5, "totalTokenCount": 5}}\
                """));
    assertThat(reply).isEqualTo(new Reply.Refused("the filter held it back: SAFETY"));
  }

  @Test
  void anAnswerThatTheFilterHeldBackIsRefused() {
    Reply reply =
        reply(
            new Behaviour.Responds(
                200,
                """
                {"candidates": [{"finishReason": "SAFETY"}],
                 "usageMetadata": {"promptTokenCount": 5, "totalTokenCount": 5}}\
                """));
    assertThat(reply).isInstanceOf(Reply.Refused.class);
  }

  @Test
  void whatItThoughtIsPaidForToo() {
    Reply reply =
        reply(
            new Behaviour.Responds(
                200,
                """
                {"candidates": [{"content": {"parts": [{"text": "hi"}], "role": "model"},
                  "finishReason": "STOP"}],
                 "usageMetadata": {"promptTokenCount": 5, "candidatesTokenCount": 2,
                  "thoughtsTokenCount": 30, "totalTokenCount": 37}}\
                """));
    assertThat(reply).isEqualTo(new Reply.Answer("hi", new Reply.Usage(5, 32)));
  }

  @Test
  void theBodySaysHowLongToWait() {
    Reply reply =
        reply(
            new Behaviour.Responds(
                429,
                """
                {"error": {"message": "quota", "details": [{"reason": "x"}, {"retryDelay": "34s"}]}}\
                """));
    assertThat(reply)
        .isEqualTo(new Reply.Busy(Optional.of(Duration.ofSeconds(34)), "HTTP 429: quota"));
  }

  @Test
  void aWrongKeyIsDeniedThoughItsStatusBlamesTheQuestion() {
    Reply reply =
        reply(
            new Behaviour.Responds(
                400,
                """
                {"error": {"message": "API key not valid.", "details": [{"reason": "API_KEY_INVALID"}]}}\
                """));
    assertThat(reply).isInstanceOf(Reply.Denied.class).asString().contains("'key'");
  }
}
