package dev.usher.model.llama;

import dev.usher.model.kernels.Kernels;

/// How a model is run.
///
/// @param threads that compute side by side; the caller's is one of them
/// @param kernels that do the arithmetic; use one kind in a JVM, because its compiler judges by the
///   calls of both what to inline, and then boxes vectors
/// @param contextLength most positions of a session; a model's own, if that is less
public record ModelOptions(int threads, Kernels kernels, int contextLength) {
  /// Checks that the numbers are positive.
  public ModelOptions {
    if (threads < 1 || contextLength < 1) {
      throw new IllegalArgumentException(threads + " threads, context length " + contextLength);
    }
  }

  /// All processors, the best kernels, 2,048 positions.
  ///
  /// @return options for a machine of one's own
  public static ModelOptions defaults() {
    return new ModelOptions(Runtime.getRuntime().availableProcessors(), Kernels.best(), 2048);
  }

  /// The same with another number of threads.
  ///
  /// @param number of threads
  /// @return changed options
  public ModelOptions withThreads(int number) {
    return new ModelOptions(number, kernels, contextLength);
  }

  ModelOptions forModel(LlamaConfig config) {
    return new ModelOptions(threads, kernels, Math.min(contextLength, config.contextLength()));
  }
}
