package dev.usher.dataset.teacher;

import java.math.BigDecimal;

/// What asking has taken.
///
/// @param requests made, those that failed too
/// @param inputTokens read by teachers
/// @param outputTokens written by teachers
/// @param money by the prices in `teachers.yaml`, in their currency
public record Spend(long requests, long inputTokens, long outputTokens, BigDecimal money) {
  /// Nothing.
  public static final Spend NONE = new Spend(0, 0, 0, BigDecimal.ZERO);

  /// Both together.
  ///
  /// @param other another spend
  /// @return the sum
  public Spend plus(Spend other) {
    return new Spend(
        requests + other.requests,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        money.add(other.money));
  }

  /// What is left when another spend, a part of this one, is taken away.
  Spend minus(Spend part) {
    return new Spend(
        requests - part.requests,
        inputTokens - part.inputTokens,
        outputTokens - part.outputTokens,
        money.subtract(part.money));
  }

  boolean isNothing() {
    return requests == 0 && inputTokens == 0 && outputTokens == 0 && money.signum() == 0;
  }

  /// One request that took these tokens.
  static Spend of(Reply.Usage usage, Prices prices) {
    return new Spend(1, usage.inputTokens(), usage.outputTokens(), prices.of(usage));
  }

  /// Read and written.
  ///
  /// @return all tokens
  public long tokens() {
    return inputTokens + outputTokens;
  }
}
