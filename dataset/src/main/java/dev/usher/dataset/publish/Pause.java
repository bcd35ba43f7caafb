package dev.usher.dataset.publish;

import java.time.Duration;

/// Waits, as long as a server asks one to.
@FunctionalInterface
interface Pause {
  /// @throws InterruptedException if the wait is broken off
  void await(Duration time) throws InterruptedException;
}
