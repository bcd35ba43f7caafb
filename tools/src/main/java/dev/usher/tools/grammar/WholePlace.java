package dev.usher.tools.grammar;

import org.jspecify.annotations.Nullable;

/// A place among the digits before the point.
///
/// @param count digits written
/// @param zero whether the one digit is 0
/// @param low how the digits compare with as many of the lower end's: below 0, 0, above 0
/// @param high the same for the upper end; below 0 where there is none
record WholePlace(Magnitudes range, int count, boolean zero, int low, int high)
    implements NumberPlace {

  static WholePlace before(Magnitudes range) {
    return new WholePlace(range, 0, false, 0, range.hasHigh() ? 0 : -1);
  }

  @Override
  public @Nullable NumberPlace after(int b) {
    if (b == '.') {
      return count > 0 ? point() : null;
    }
    return b >= '0' && b <= '9' ? digit(b - '0') : null;
  }

  private @Nullable WholePlace digit(int digit) {
    if (zero || count == range.highLength()) {
      return null;
    }
    int nextLow = count >= range.lowLength() ? 1 : low;
    if (nextLow == 0) {
      nextLow = Integer.compare(digit, range.lowDigit(count));
    }
    int nextHigh = high;
    if (nextHigh == 0) {
      nextHigh = Integer.compare(digit, range.highDigit(count));
    }
    WholePlace place =
        new WholePlace(range, count + 1, count == 0 && digit == 0, nextLow, nextHigh);
    return place.live() ? place : null;
  }

  private boolean live() {
    return mayEnd() || mayGrow() || point() != null;
  }

  /// How the number, ended here, compares with the whole part of the lower end.
  private int compareLow() {
    int lengths = Integer.compare(count, range.lowLength());
    return lengths != 0 ? lengths : low;
  }

  private int compareHigh() {
    int lengths = Integer.compare(count, range.highLength());
    return lengths != 0 ? lengths : high;
  }

  @Override
  public boolean mayEnd() {
    int least = range.lowFraction().isEmpty() ? 0 : 1;
    return count > 0 && (!zero || range.zero()) && compareLow() >= least && compareHigh() <= 0;
  }

  /// Whether more digits can make a whole part between those of the two ends.
  private boolean mayGrow() {
    if (zero) {
      return false;
    }
    for (int length = count + 1; length <= range.highLength(); length++) {
      boolean aboveLow = length > range.lowLength() || (length == range.lowLength() && low >= 0);
      boolean belowHigh = length < range.highLength() || high <= 0;
      if (aboveLow && belowHigh) {
        return true;
      }
    }
    return false;
  }

  private @Nullable FractionPlace point() {
    if (!range.fractions() || compareLow() < 0 || compareHigh() > 0) {
      return null;
    }
    boolean tightLow = compareLow() == 0 && !range.lowFraction().isEmpty();
    boolean tightHigh = compareHigh() == 0;
    FractionPlace place = new FractionPlace(range, 0, zero ? 0 : count, tightLow, tightHigh, false);
    return place.live() ? place : null;
  }
}
