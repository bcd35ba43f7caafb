package dev.usher.router;

import dev.usher.tools.UsherException;

/// How a router is run.
///
/// @param threads that compute side by side, at least 1
/// @param budget tokens of a decision at most, end of the turn included; a decision is never cut,
///   near the budget it is brought to an end
/// @param verify whether the hashes of large files are checked when a router is opened, which reads
///   them once more; their sizes, and small files whole, are always checked
public record RouterOptions(int threads, int budget, boolean verify) {
  /// Checks the numbers.
  ///
  /// @throws UsherException if one is below 1
  public RouterOptions {
    if (threads < 1 || budget < 1) {
      throw new UsherException(
          "router options",
          "expected at least 1 thread and 1 token, found %d and %d".formatted(threads, budget));
    }
  }

  /// All processors, 512 tokens, hashes of large files not checked.
  ///
  /// @return the options
  public static RouterOptions defaults() {
    return new RouterOptions(Runtime.getRuntime().availableProcessors(), 512, false);
  }

  /// The same with another number of threads.
  ///
  /// @param number of threads
  /// @return changed options
  public RouterOptions withThreads(int number) {
    return new RouterOptions(number, budget, verify);
  }

  /// The same with another budget.
  ///
  /// @param tokens at most
  /// @return changed options
  public RouterOptions withBudget(int tokens) {
    return new RouterOptions(threads, tokens, verify);
  }

  /// The same with the hashes of large files checked or not.
  ///
  /// @param checked whether they are
  /// @return changed options
  public RouterOptions withVerify(boolean checked) {
    return new RouterOptions(threads, budget, checked);
  }
}
