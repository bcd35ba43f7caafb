package dev.usher.dataset.teacher;

import java.math.BigDecimal;

/// What asking has taken so far.
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

  /// Read and written.
  ///
  /// @return all tokens
  public long tokens() {
    return inputTokens + outputTokens;
  }
}
