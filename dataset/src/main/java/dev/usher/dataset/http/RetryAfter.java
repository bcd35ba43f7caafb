package dev.usher.dataset.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/// The header `Retry-After`: for how long a server asks to be left alone (RFC 9110, section
/// 10.2.3). Some servers also write parts of seconds.
public final class RetryAfter {
  /// The header's name.
  public static final String HEADER = "Retry-After";

  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(\\.\\d{1,9})?");

  private RetryAfter() {}

  /// Reads a header's value.
  ///
  /// @param value seconds, or a date
  /// @param now the time from which a date counts
  /// @return how long to wait, not negative; nothing if it is neither
  public static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    return SECONDS.matcher(text).matches()
        ? Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1_000)))
        : until(text, now);
  }

  private static Optional<Duration> until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
