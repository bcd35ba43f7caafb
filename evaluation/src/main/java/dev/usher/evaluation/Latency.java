package dev.usher.evaluation;

import java.util.Arrays;

/// How long predictions took, in milliseconds. Percentiles are times that were really measured
/// (nearest rank): the p99 of 700 is the 693rd.
///
/// @param p50 half are faster or equal
/// @param p90 nine tenths are
/// @param p99 ninety-nine hundredths are
/// @param mean the average
/// @param max the slowest
public record Latency(double p50, double p90, double p99, double mean, double max) {

  /// The percentiles of some times.
  ///
  /// @param milliseconds at least one time
  /// @return the percentiles
  public static Latency of(double[] milliseconds) {
    if (milliseconds.length == 0) {
      throw new IllegalArgumentException("no times, no percentiles");
    }
    double[] sorted = milliseconds.clone();
    Arrays.sort(sorted);
    return new Latency(
        rank(sorted, 50),
        rank(sorted, 90),
        rank(sorted, 99),
        Arrays.stream(sorted).average().orElseThrow(),
        sorted[sorted.length - 1]);
  }

  private static double rank(double[] sorted, int percent) {
    return sorted[(int) Math.ceilDiv((long) percent * sorted.length, 100) - 1];
  }
}
