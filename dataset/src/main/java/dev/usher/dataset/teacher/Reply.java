package dev.usher.dataset.teacher;

import java.time.Duration;
import java.util.Optional;

/// What comes back when a teacher is asked once.
public sealed interface Reply {
  /// The teacher answered; whether the text is what was asked for is not known yet.
  ///
  /// @param text as it came
  /// @param usage what it took
  record Answer(String text, Usage usage) implements Reply {}

  /// Too many questions at this time; the same question may be asked later.
  ///
  /// @param retryAfter how long to wait, where the teacher said so
  /// @param reason in words
  record Busy(Optional<Duration> retryAfter, String reason) implements Reply {}

  /// It did not work out this time: the server failed, the connection broke, time was up.
  ///
  /// @param reason in words
  record Failed(String reason) implements Reply {}

  /// The teacher does not take this question as it is put: it is too long, say, or asks for
  /// something in a way that the server does not know. Somebody else may.
  ///
  /// @param reason in words
  record Rejected(String reason) implements Reply {}

  /// This question will not be answered, whoever asks again.
  ///
  /// @param reason in words
  record Refused(String reason) implements Reply {}

  /// No question will be answered: the key is refused, the quota or the budget is gone, the address
  /// is wrong.
  ///
  /// @param reason in words, with what to do
  record Denied(String reason) implements Reply {}

  /// What an answer took.
  ///
  /// @param inputTokens read
  /// @param outputTokens written
  record Usage(long inputTokens, long outputTokens) {
    /// Nothing at all.
    public static final Usage NONE = new Usage(0, 0);

    /// Checks both.
    public Usage {
      if (inputTokens < 0 || outputTokens < 0) {
        throw new IllegalArgumentException(
            "tokens must be at least 0: " + inputTokens + ", " + outputTokens);
      }
    }
  }
}
