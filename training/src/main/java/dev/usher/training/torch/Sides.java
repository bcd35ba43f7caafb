package dev.usher.training.torch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Two pieces of work side by side: one on the calling thread, one on a thread that stays for it.
///
/// Two threads that share every matrix product of a step wait for each other hundreds of times a
/// step; two that have half of its rows each wait once.
final class Sides {
  private static final ExecutorService OTHER =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("other-side").factory());

  private Sides() {}

  /// What came of both.
  record Both<T>(T mine, T other) {}

  /// Does both, and waits for both, also where one fails.
  ///
  /// @param mine is done on the calling thread
  /// @param other is done on the other thread, from which this may not be called
  /// @throws RuntimeException as either throws it, errors too
  static <T> Both<T> of(Supplier<T> mine, Supplier<T> other) {
    CompletableFuture<T> promised = CompletableFuture.supplyAsync(other, OTHER);
    try {
      T made = mine.get();
      return new Both<>(made, promised.join());
    } catch (CompletionException e) {
      throw ofTheOther(e);
    } finally {
      promised.handle((_, _) -> true).join(); // it works on the same tensors
    }
  }

  private static RuntimeException ofTheOther(CompletionException failure) {
    return switch (failure.getCause()) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> failure;
    };
  }
}
