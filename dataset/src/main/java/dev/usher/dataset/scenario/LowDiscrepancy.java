package dev.usher.dataset.scenario;

import java.util.SplittableRandom;

/// Points that fill the unit cube evenly, however many are taken: point i has in each dimension the
/// fractional part of `shift + i · √p` with a prime p of its own and a shift drawn from the seed (a
/// Kronecker sequence; Niederreiter 1992, "Random Number Generation and Quasi-Monte Carlo
/// Methods"). A square root is badly approximated by fractions, so that of n points about n times
/// the length fall into any interval, give or take the logarithm of n. Any point can be computed
/// without those before it.
///
/// Fractions are held in 64 bits, in which multiplication wraps around as it should: no rounding
/// error grows with i.
public final class LowDiscrepancy {
  private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19};

  private final long[] steps;
  private final long[] shifts;

  /// A sequence of points.
  ///
  /// @param dimensions at most 8; what is drawn in one does not depend on how many there are
  /// @param seed of the shifts
  public LowDiscrepancy(int dimensions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    steps = new long[dimensions];
    shifts = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      double root = Math.sqrt(PRIMES[i]);
      steps[i] = (long) ((root - Math.floor(root)) * 0x1p63) << 1;
      shifts[i] = random.nextLong();
    }
  }

  /// A coordinate of a point.
  ///
  /// @param point its number, from 0
  /// @param dimension from 0
  /// @return in [0, 1)
  public double at(long point, int dimension) {
    long bits = shifts[dimension] + point * steps[dimension];
    return (bits >>> 11) * 0x1p-53;
  }
}
