package dev.usher.dataset.asking;

import java.util.Iterator;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/// Work that mostly waits: each piece on a virtual thread, at most so many under way at a time.
/// What comes of it is taken by the calling thread, one after the other, in the order in which it
/// comes.
final class InFlight {
  private InFlight() {}

  /// Does all pieces.
  ///
  /// @param <I> a piece
  /// @param <O> what comes of it
  /// @param pieces in the order in which they are begun; asked on the calling thread
  /// @param most at least 1; with 1 the order is kept
  /// @param work on a piece, on any thread
  /// @param take what came of a piece; false to begin no more. What is under way is still taken
  /// @throws RuntimeException as the work throws it; what is under way then is given up
  /// @throws IllegalStateException if the calling thread is interrupted, likewise
  static <I, O> void run(
      Iterator<? extends I> pieces, int most, Function<I, O> work, Predicate<O> take) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<O> done = new ExecutorCompletionService<>(threads);
      try {
        boolean more = true;
        int running = 0;
        do {
          for (; more && running < most && pieces.hasNext(); running++) {
            I piece = pieces.next();
            done.submit(() -> work.apply(piece));
          }
          if (running > 0) {
            more &= take.test(done.take().get());
            running--;
          }
        } while (running > 0 || (more && pieces.hasNext()));
      } finally {
        threads.shutdownNow();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("a piece of work failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; what is under way is given up", e);
    }
  }
}
