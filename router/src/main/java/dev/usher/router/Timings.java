package dev.usher.router;

/// Where the time of a route went.
///
/// @param prefillMilliseconds to read the prompt, less its fixed beginning, which is read once
/// @param decodeMilliseconds to write the decision
/// @param promptTokens tokens of the whole prompt
/// @param outputTokens tokens of the decision, end of the turn included
public record Timings(
    double prefillMilliseconds, double decodeMilliseconds, int promptTokens, int outputTokens) {
  /// Prefill and decode together.
  ///
  /// @return milliseconds
  public double milliseconds() {
    return prefillMilliseconds + decodeMilliseconds;
  }
}
