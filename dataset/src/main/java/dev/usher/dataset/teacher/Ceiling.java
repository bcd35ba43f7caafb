package dev.usher.dataset.teacher;

import java.nio.charset.StandardCharsets;

/// The most tokens that a question can take, known before it is asked. A token is at least one byte
/// of the text; the words that a provider puts around it are few.
final class Ceiling {
  private static final int WORDS_AROUND = 512; // tokens

  private Ceiling() {}

  /// @param answerTokens the most that the model may write
  static Reply.Usage of(Question question, int answerTokens) {
    long input =
        WORDS_AROUND
            + bytes(question.system())
            + bytes(question.user())
            + bytes(question.schema().toString());
    return new Reply.Usage(input, answerTokens);
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
