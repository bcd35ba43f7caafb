package dev.usher.dataset.teacher;

import dev.usher.dataset.yaml.YamlFields;
import java.math.BigDecimal;
import java.time.Duration;

/// How fast a teacher may be asked.
///
/// @param interval between the starts of two requests; zero for no limit
/// @param concurrency requests at once
/// @param timeout how long an answer may take
record Limits(Duration interval, int concurrency, Duration timeout) {
  /// A model on this machine: one question after the other, as fast as it can.
  static final Limits LOCAL = new Limits(Duration.ZERO, 1, Duration.ofDays(1));

  private static final int CONCURRENCY = 4;
  private static final BigDecimal TIMEOUT = BigDecimal.valueOf(60); // seconds
  private static final double NANOS = 1e9;
  private static final double MINUTE = 60 * NANOS;

  Limits {
    if (timeout.isZero()) {
      throw new IllegalArgumentException("'timeout-seconds': expected a number above 0, found 0");
    }
  }

  static Limits of(YamlFields fields) {
    return new Limits(
        fields.optionalAmount("requests-per-minute").map(Limits::interval).orElse(Duration.ZERO),
        fields.count("concurrency", CONCURRENCY),
        seconds(fields.optionalAmount("timeout-seconds").orElse(TIMEOUT)));
  }

  private static Duration interval(BigDecimal perMinute) {
    if (perMinute.signum() == 0) {
      throw new IllegalArgumentException(
          "'requests-per-minute': expected a number above 0, found 0");
    }
    return Duration.ofNanos((long) Math.ceil(MINUTE / perMinute.doubleValue()));
  }

  private static Duration seconds(BigDecimal seconds) {
    return Duration.ofNanos((long) (seconds.doubleValue() * NANOS));
  }
}
