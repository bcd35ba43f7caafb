package dev.usher.dataset.teacher;

import java.time.Duration;
import java.time.Instant;

/// A clock, and a way to wait by it. Safe for many threads.
interface Time {
  /// The time of day; never earlier than it was.
  Instant now();

  /// Waits.
  ///
  /// @param duration not at all, if it is zero or negative
  void sleep(Duration duration) throws InterruptedException;

  /// The machine's own. Setting the machine's clock does not change it.
  static Time system() {
    Instant start = Instant.now();
    long origin = System.nanoTime();
    return new Time() {
      @Override
      public Instant now() {
        return start.plusNanos(System.nanoTime() - origin);
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}
