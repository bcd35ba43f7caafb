package dev.usher.dataset.teacher;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Lets requests start one after another, each an interval after the last, and none while the
/// server wants to be left alone.
final class Pacer {
  private final Duration interval;
  private final Time time;
  private Instant next;
  private Instant pausedUntil;

  /// @param interval zero for no limit
  Pacer(Duration interval, Time time) {
    this.interval = interval;
    this.time = time;
    this.next = time.now();
    this.pausedUntil = next;
  }

  /// Waits for this request's turn.
  ///
  /// @param longestPause that is waited out
  /// @return false if the server wants to be left alone for longer: there is no turn
  boolean await(Duration longestPause) throws InterruptedException {
    Optional<Instant> turn;
    do {
      turn = turn(longestPause);
      if (turn.isPresent()) {
        time.sleep(Duration.between(time.now(), turn.get()));
      }
    } while (turn.isPresent() && pausedBeyond(turn.get()));
    return turn.isPresent();
  }

  private synchronized Optional<Instant> turn(Duration longestPause) {
    if (paused().compareTo(longestPause) > 0) {
      return Optional.empty();
    }
    Instant turn = latest(time.now(), latest(next, pausedUntil));
    next = turn.plus(interval);
    return Optional.of(turn);
  }

  /// A pause may have begun while a turn was waited for.
  private synchronized boolean pausedBeyond(Instant turn) {
    return pausedUntil.isAfter(turn);
  }

  /// No request starts for so long.
  synchronized void pause(Duration duration) {
    pausedUntil = latest(pausedUntil, time.now().plus(duration));
  }

  /// How long the pause will still be; zero if there is none.
  synchronized Duration paused() {
    Duration left = Duration.between(time.now(), pausedUntil);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
