package dev.usher.tools.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// A range of numbers without their sign, both ends included, never empty. Compared by identity.
///
/// A whole number may have [CanonicalJson#MOST_DIGITS] digits. A number with a fraction may have
/// [#DIGITS] significant digits and [#PLACES] digits after the point, or as many as the bounds
/// themselves have if those have more: every IEEE 754 double in its shortest form is among them.
final class Magnitudes {
  /// Significant digits of a number with a fraction: those of IEEE 754 decimal128.
  static final int DIGITS = 34;

  /// Digits after the point: the smallest double, 4.9E-324, needs 325.
  static final int PLACES = 340;

  private final String lowWhole;
  private final String lowFraction;
  private final @Nullable String highWhole;
  private final String highFraction;
  private final boolean zero;
  private final boolean fractions;
  private final int digits;
  private final int places;

  private Magnitudes(BigDecimal low, @Nullable BigDecimal high, boolean zero, boolean fractions) {
    this.lowWhole = whole(low);
    this.lowFraction = fraction(low);
    this.highWhole = high == null ? null : whole(high);
    this.highFraction = high == null ? "" : fraction(high);
    this.zero = zero;
    this.fractions = fractions;
    BigDecimal other = high == null ? low : high;
    this.digits = Math.max(DIGITS, Math.max(low.precision(), other.precision()));
    this.places = Math.max(PLACES, Math.max(low.scale(), other.scale()));
  }

  /// The magnitudes from `low` to `high`; `null` where there are none.
  ///
  /// @param high `null` for no upper end
  /// @param zero whether 0 itself belongs to the range, where its ends allow
  static @Nullable Magnitudes range(
      BigDecimal low, @Nullable BigDecimal high, boolean zero, boolean fractions) {
    BigDecimal from = low.max(zero || fractions ? BigDecimal.ZERO : BigDecimal.ONE);
    if (!fractions) {
      from = from.setScale(0, RoundingMode.CEILING);
      high = high == null ? null : high.setScale(0, RoundingMode.FLOOR);
    }
    if (high != null && (from.compareTo(high) > 0 || (!zero && high.signum() == 0))) {
      return null;
    }
    return new Magnitudes(
        from.stripTrailingZeros(),
        high == null ? null : high.stripTrailingZeros(),
        zero,
        fractions);
  }

  private static String whole(BigDecimal number) {
    return number.toBigInteger().toString();
  }

  private static String fraction(BigDecimal number) {
    BigDecimal rest = number.subtract(new BigDecimal(number.toBigInteger())).stripTrailingZeros();
    return rest.signum() == 0 ? "" : rest.toPlainString().substring("0.".length());
  }

  /// Whether 0 belongs to the range, where its ends allow.
  boolean zero() {
    return zero;
  }

  /// Whether a fraction may be written.
  boolean fractions() {
    return fractions;
  }

  int digits() {
    return digits;
  }

  int places() {
    return places;
  }

  boolean hasHigh() {
    return highWhole != null;
  }

  int lowLength() {
    return lowWhole.length();
  }

  int highLength() {
    return highWhole == null ? CanonicalJson.MOST_DIGITS : highWhole.length();
  }

  int lowDigit(int at) {
    return lowWhole.charAt(at) - '0';
  }

  int highDigit(int at) {
    return highWhole == null ? 9 : highWhole.charAt(at) - '0';
  }

  String lowFraction() {
    return lowFraction;
  }

  String highFraction() {
    return highFraction;
  }
}
