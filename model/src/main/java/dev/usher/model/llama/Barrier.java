package dev.usher.model.llama;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/// A meeting point of a fixed number of threads: nobody passes before all have come. Who waits
/// spins for some ten microseconds, then sleeps.
final class Barrier {
  private static final int SPINS = 4_000;

  private final int parties;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicReferenceArray<Thread> sleepers;
  private volatile int round;
  private volatile boolean broken;

  Barrier(int parties) {
    this.parties = parties;
    this.sleepers = new AtomicReferenceArray<>(parties);
  }

  /// Waits for all.
  ///
  /// @param party who comes, 0 up to the number of parties
  /// @throws IllegalStateException if the barrier is broken
  void await(int party) {
    int current = round;
    if (arrived.incrementAndGet() == parties) {
      arrived.set(0);
      round = current + 1;
      wake();
    } else {
      waitFor(current, party);
    }
    if (broken) {
      throw new IllegalStateException("another thread of the team failed");
    }
  }

  private void waitFor(int current, int party) {
    for (int spins = 0; round == current && !broken; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        sleep(current, party);
      }
    }
  }

  private void sleep(int current, int party) {
    sleepers.set(party, Thread.currentThread());
    if (round == current && !broken) {
      LockSupport.park(this);
    }
    sleepers.set(party, null);
  }

  private void wake() {
    for (int party = 0; party < parties; party++) {
      Thread sleeper = sleepers.get(party);
      if (sleeper != null) {
        LockSupport.unpark(sleeper);
      }
    }
  }

  /// Lets all who wait, and all who come, fail.
  void tear() {
    broken = true;
    wake();
  }

  /// Makes a torn barrier whole, at a moment when nobody is there.
  void mend() {
    arrived.set(0);
    broken = false;
  }
}
