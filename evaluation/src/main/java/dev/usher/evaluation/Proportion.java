package dev.usher.evaluation;

/// A share with its Wilson score interval at 95 %: honest for small counts and near 0 and 1, where
/// the textbook interval is not (13 of 13 is 77 to 100 %, not 100 to 100).
///
/// @param hits how many
/// @param of out of how many
/// @param rate `hits / of`; 0 where there is nothing
/// @param low the interval's lower end
/// @param high the interval's upper end
public record Proportion(int hits, int of, double rate, double low, double high) {

  /// The normal quantile that leaves 2.5 % on either side.
  private static final double Z = 1.959963984540054;

  /// Checks the counts.
  public Proportion {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException("no share: " + hits + " of " + of);
    }
  }

  /// The share of `hits` in `of`.
  ///
  /// @param hits how many
  /// @param of out of how many; of nothing nothing is known, so the interval is 0 to 1
  /// @return the share with its interval
  public static Proportion of(int hits, int of) {
    if (of == 0) {
      return new Proportion(hits, of, 0, 0, 1);
    }
    double n = of;
    double p = hits / n;
    double scale = 1 + Z * Z / n;
    double centre = (p + Z * Z / (2 * n)) / scale;
    double half = Z / scale * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return new Proportion(
        hits, of, p, hits == 0 ? 0 : centre - half, hits == of ? 1 : centre + half);
  }
}
