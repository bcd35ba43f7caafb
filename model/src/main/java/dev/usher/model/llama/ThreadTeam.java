package dev.usher.model.llama;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A fixed team of threads that do one job at a time together, each its share. The caller is member
/// 0, so a team of one has no thread of its own.
///
/// One job at a time: callers take turns by a lock of their own.
final class ThreadTeam implements AutoCloseable {
  /// What all members run at the same time.
  interface Job {
    void run(int member);
  }

  private final int size;
  private final Barrier rendezvous;
  private final Barrier steps;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Job job;

  ThreadTeam(int size) {
    this.size = size;
    this.rendezvous = new Barrier(size);
    this.steps = new Barrier(size);
    for (int member = 1; member < size; member++) {
      int number = member;
      Thread.ofPlatform().daemon().name("usher-" + number).start(() -> serve(number));
    }
  }

  int size() {
    return size;
  }

  /// Runs a job on all members and waits for them.
  ///
  /// @throws RuntimeException what a member threw first
  void run(Job work) {
    job = work;
    rendezvous.await(0);
    perform(0);
    rendezvous.await(0);
    Throwable thrown = failure.getAndSet(null);
    if (thrown != null) {
      steps.mend();
      throw new IllegalStateException("a thread of the team failed", thrown);
    }
  }

  /// Waits, within a job, until all members have come here.
  void sync(int member) {
    if (size > 1) {
      steps.await(member);
    }
  }

  /// First of the items that are a member's share, of `count` that are dealt out evenly in order;
  /// the share ends where the next member's begins.
  int share(int count, int member) {
    return (int) ((long) count * member / size);
  }

  private void serve(int member) {
    while (true) {
      rendezvous.await(member);
      if (job == null) {
        return;
      }
      perform(member);
      rendezvous.await(member);
    }
  }

  private void perform(int member) {
    Job current = job;
    if (current == null) {
      return;
    }
    try {
      current.run(member);
    } catch (Throwable thrown) {
      // The first cause is kept; what follows is the others' waiting in vain.
      failure.compareAndSet(null, thrown);
      steps.tear();
    }
  }

  /// Ends the threads. No job may run, now or later.
  @Override
  public void close() {
    job = null;
    rendezvous.await(0);
  }
}
