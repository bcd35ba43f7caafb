package dev.usher.tools.grammar;

/// Byte counts that stop at "never" instead of running over.
final class Cost {
  /// There is no way.
  static final long NEVER = Long.MAX_VALUE;

  private Cost() {}

  static long sum(long a, long b) {
    return a >= NEVER - b ? NEVER : a + b;
  }

  static long times(long count, long cost) {
    if (count == 0) {
      return 0;
    }
    return cost >= NEVER / count ? NEVER : count * cost;
  }
}
