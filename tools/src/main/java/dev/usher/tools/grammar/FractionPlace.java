package dev.usher.tools.grammar;

import org.jspecify.annotations.Nullable;

/// A place among the digits after the point.
///
/// @param places digits after the point, as far as they matter
/// @param significant digits of the number without leading zeros
/// @param tightLow whether the number so far is the beginning of the lower end, and less than it
/// @param tightHigh whether the number so far is the beginning of the upper end
/// @param zeroLast whether the last digit is 0, which must not be the last of all
record FractionPlace(
    Magnitudes range,
    int places,
    int significant,
    boolean tightLow,
    boolean tightHigh,
    boolean zeroLast)
    implements NumberPlace {

  @Override
  public @Nullable NumberPlace after(int b) {
    if (b < '0' || b > '9' || !hasRoom()) {
      return null;
    }
    int low = tightLow ? Integer.compare(b, range.lowFraction().charAt(places)) : 1;
    int high = tightHigh ? Integer.compare(b, range.highFraction().charAt(places)) : -1;
    if (low < 0 || high > 0) {
      return null;
    }
    FractionPlace place =
        new FractionPlace(
                range,
                places + 1,
                significant == 0 && b == '0' ? 0 : significant + 1,
                low == 0 && places + 1 < range.lowFraction().length(),
                high == 0,
                b == '0')
            .normal();
    return place.live() ? place : null;
  }

  /// Whether another digit may follow. Beyond the upper end's own digits none may.
  private boolean hasRoom() {
    return places < range.places()
        && significant < range.digits()
        && !(tightHigh && places >= range.highFraction().length());
  }

  /// Forgets the number of places where the significant digits run out first.
  private FractionPlace normal() {
    boolean free = !tightLow && !tightHigh && significant > 0;
    if (!free || range.places() - places < range.digits() - significant) {
      return this;
    }
    return new FractionPlace(range, 1, significant, false, false, zeroLast);
  }

  @Override
  public boolean mayEnd() {
    return places > 0 && !zeroLast && !tightLow;
  }

  /// Where there is room a digit can follow: the ends themselves can always be written to their
  /// last digit.
  boolean live() {
    return mayEnd() || hasRoom();
  }
}
