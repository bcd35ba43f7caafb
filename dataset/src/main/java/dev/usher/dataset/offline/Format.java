package dev.usher.dataset.offline;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// A spelling that JSON Schema's `format` asks for. Values are spelled so; days and times are said
/// as people say them, too.
enum Format {
  /// A day of RFC 3339, `2027-03-14`.
  DATE {
    @Override
    String value(Gazetteer gazetteer, Random random) {
      return day(random).toString();
    }

    @Override
    String said(String value, Random random) {
      return spoken(LocalDate.parse(value), random);
    }
  },
  /// A time of day of RFC 3339, which has an offset, `19:30:00Z`.
  TIME {
    @Override
    String value(Gazetteer gazetteer, Random random) {
      return SECONDS.format(time(random)) + "Z";
    }

    @Override
    String said(String value, Random random) {
      OffsetTime time = OffsetTime.parse(value);
      return time.getOffset().equals(ZoneOffset.UTC) ? spoken(time.toLocalTime(), random) : value;
    }
  },
  /// Both, `2027-03-14T19:30:00Z`.
  DATE_TIME {
    @Override
    String value(Gazetteer gazetteer, Random random) {
      return DATE.value(gazetteer, random) + "T" + TIME.value(gazetteer, random);
    }

    @Override
    String said(String value, Random random) {
      OffsetDateTime time = OffsetDateTime.parse(value);
      return time.getOffset().equals(ZoneOffset.UTC)
          ? spoken(time.toLocalDate(), random) + " at " + spoken(time.toLocalTime(), random)
          : value;
    }
  },
  /// An address for mail, `mia@lake.example`.
  EMAIL {
    @Override
    String value(Gazetteer gazetteer, Random random) {
      return gazetteer.value("email", random);
    }

    @Override
    String said(String value, Random random) {
      return value;
    }
  },
  /// An address that begins with its scheme, `https://lake.example/rose`.
  URI {
    @Override
    String value(Gazetteer gazetteer, Random random) {
      String address = gazetteer.value("url", random);
      return address.startsWith(SCHEME) ? address : SCHEME + address;
    }

    @Override
    String said(String value, Random random) {
      return value.startsWith(SCHEME) && random.nextInt(3) == 0
          ? value.substring(SCHEME.length())
          : value;
    }
  };

  private static final String SCHEME = "https://";
  private static final DateTimeFormatter SECONDS = pattern("HH:mm:ss");
  private static final List<DateTimeFormatter> DAYS =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          pattern("MMMM d, uuuu"),
          pattern("d MMMM uuuu"),
          pattern("EEEE, d MMMM uuuu"));
  private static final List<DateTimeFormatter> TIMES =
      List.of(pattern("HH:mm 'UTC'"), pattern("h:mm a 'UTC'"));
  private static final List<DateTimeFormatter> TIMES_WITH_SECONDS =
      List.of(pattern("HH:mm:ss 'UTC'"), pattern("h:mm:ss a 'UTC'"));

  private static DateTimeFormatter pattern(String pattern) {
    return new DateTimeFormatterBuilder().appendPattern(pattern).toFormatter(Locale.ENGLISH);
  }

  /// The format of a name in a schema.
  ///
  /// @return empty for one that asks for nothing that is known here
  static Optional<Format> of(String name) {
    return Arrays.stream(values()).filter(each -> each.spelled().equals(name)).findFirst();
  }

  private String spelled() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A value.
  abstract String value(Gazetteer gazetteer, Random random);

  /// How a value is said.
  ///
  /// @throws DateTimeException if it has not this format
  abstract String said(String value, Random random);

  /// How a value of the catalogue's owner is said: as it is where it has another format.
  String saidOrSame(String value, Random random) {
    try {
      return said(value, random);
    } catch (DateTimeException e) {
      return value;
    }
  }

  private static LocalDate day(Random random) {
    return LocalDate.of(random.nextInt(2024, 2033), random.nextInt(1, 13), random.nextInt(1, 29));
  }

  private static LocalTime time(Random random) {
    return LocalTime.of(random.nextInt(24), 5 * random.nextInt(12));
  }

  private static String spoken(LocalDate day, Random random) {
    return Words.one(DAYS, random).format(day);
  }

  private static String spoken(LocalTime time, Random random) {
    List<DateTimeFormatter> ways = time.getSecond() == 0 ? TIMES : TIMES_WITH_SECONDS;
    return Words.one(ways, random).format(time);
  }
}
