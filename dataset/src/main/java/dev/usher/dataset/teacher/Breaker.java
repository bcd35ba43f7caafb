package dev.usher.dataset.teacher;

import java.time.Duration;
import java.time.Instant;

/// A circuit breaker: after so many failures in a row it is open, and no question passes. After a
/// pause one passes as a trial; if it is answered the breaker closes, else it stays open for
/// another pause.
final class Breaker {
  private final int failuresToOpen;
  private final Duration pause;
  private final Time time;
  private int failures; // in a row
  private Instant openUntil = Instant.MIN;

  Breaker(int failuresToOpen, Duration pause, Time time) {
    this.failuresToOpen = failuresToOpen;
    this.pause = pause;
    this.time = time;
  }

  /// How long no question will pass; zero if one may.
  synchronized Duration openFor() {
    Instant now = time.now();
    return openUntil.isAfter(now) ? Duration.between(now, openUntil) : Duration.ZERO;
  }

  /// Whether a question passes now. The one that does while the breaker is open is the trial.
  synchronized boolean pass() {
    if (failures < failuresToOpen) {
      return true;
    }
    boolean trial = openFor().isZero();
    if (trial) {
      open();
    }
    return trial;
  }

  private void open() {
    openUntil = time.now().plus(pause);
  }

  /// Learns how a question went that passed.
  synchronized void note(Reply reply) {
    switch (reply) {
      case Reply.Answer _, Reply.Refused _, Reply.Rejected _ -> {
        failures = 0;
        openUntil = Instant.MIN;
      }
      case Reply.Failed _ -> {
        if (++failures >= failuresToOpen) {
          open();
        }
      }
      case Reply.Busy _, Reply.Denied _ -> {}
    }
  }
}
