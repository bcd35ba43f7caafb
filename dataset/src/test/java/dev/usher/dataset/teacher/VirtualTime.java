package dev.usher.dataset.teacher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Time that passes only while everybody sleeps, and then at once. At first there is one thread,
/// the test's own.
final class VirtualTime implements Time {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final PriorityQueue<Sleeper> sleepers =
      new PriorityQueue<>(Comparator.comparing(each -> each.until));
  private Instant now = START;
  private int awake = 1;

  private static final class Sleeper {
    private final Instant until;
    private boolean woken;

    private Sleeper(Instant until) {
      this.until = until;
    }
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!duration.isPositive()) {
      return;
    }
    Sleeper sleeper = new Sleeper(now.plus(duration));
    sleepers.add(sleeper);
    fallAsleep();
    while (!sleeper.woken) {
      wait();
    }
  }

  private void fallAsleep() {
    awake--;
    if (awake == 0 && !sleepers.isEmpty()) {
      Sleeper next = sleepers.poll();
      now = next.until;
      next.woken = true;
      awake = 1;
      notifyAll();
    }
  }

  private synchronized void finish() {
    fallAsleep();
  }

  /// Runs work on so many virtual threads, until all are done.
  void run(int threads, Runnable work) throws InterruptedException {
    synchronized (this) {
      awake = threads;
    }
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      started.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  work.run();
                } finally {
                  finish();
                }
              }));
    }
    for (Thread thread : started) {
      thread.join();
    }
    synchronized (this) {
      awake = 1;
    }
  }

  Duration passed() {
    return Duration.between(START, now());
  }
}
