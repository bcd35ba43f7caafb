package dev.usher.dataset.teacher;

import java.time.Duration;

/// How long and how often to wait for a teacher.
///
/// @param attempts for one question, at least 1
/// @param firstPause the longest wait before the second attempt; it doubles with each
/// @param longestPause the longest wait before any attempt
/// @param failuresToOpen failures in a row after which the circuit breaker opens
/// @param openPause how long it then stays open
record Patience(
    int attempts,
    Duration firstPause,
    Duration longestPause,
    int failuresToOpen,
    Duration openPause) {
  static final Patience STANDARD =
      new Patience(6, Duration.ofSeconds(1), Duration.ofMinutes(1), 5, Duration.ofSeconds(30));

  /// Exponential back-off with full jitter (Brooker 2015, "Exponential Backoff And Jitter"): any
  /// time from none to a bound that doubles.
  ///
  /// @param attempt that failed, from 1
  /// @param draw in [0, 1)
  Duration pause(int attempt, double draw) {
    double bound = firstPause.toMillis() * Math.pow(2, attempt - 1);
    return Duration.ofMillis((long) (draw * Math.min(bound, (double) longestPause.toMillis())));
  }
}
