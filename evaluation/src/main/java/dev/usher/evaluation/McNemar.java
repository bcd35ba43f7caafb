package dev.usher.evaluation;

/// McNemar's test in its exact form: of the sentences on which two routers differ, would a fair
/// coin part them so unevenly?
public final class McNemar {

  private McNemar() {}

  /// The two-sided probability of a parting at least so uneven, by the binomial distribution.
  ///
  /// @param mended sentences that only the second router gets right
  /// @param broken sentences that only the first router gets right
  /// @return 0 to 1; 1 where they differ on nothing
  public static double exact(int mended, int broken) {
    if (mended < 0 || broken < 0) {
      throw new IllegalArgumentException("counts must not be negative: " + mended + ", " + broken);
    }
    int n = mended + broken;
    double log = -n * Math.log(2); // the logarithm of C(n, k) / 2^n, from k = 0
    double tail = 0;
    for (int k = 0; k <= Math.min(mended, broken); k++) {
      tail += Math.exp(log);
      log += Math.log(n - k) - Math.log(k + 1);
    }
    return Math.min(1, 2 * tail);
  }
}
