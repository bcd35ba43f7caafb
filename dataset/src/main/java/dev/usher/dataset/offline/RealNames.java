package dev.usher.dataset.offline;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Names of the real world as the JDK carries them: cities from the time zone database (public
/// domain), the rest from the Unicode CLDR (Unicode licence). Sorted, so that a JDK always gives
/// the same.
final class RealNames {
  private static final Set<String> CONTINENTS =
      Set.of("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific");
  private static final Pattern NAME = Pattern.compile("\\p{L}+([ '-]\\p{L}+)*");
  private static final Pattern TWO_CAPITALS = Pattern.compile("\\p{Lu}\\p{Lu}|\\p{Ll}\\p{Lu}");

  private RealNames() {}

  static Map<String, List<String>> symbols() {
    return Map.of(
        "city", sorted(ZoneId.getAvailableZoneIds().stream().flatMap(RealNames::city)),
        "country",
            sorted(
                Arrays.stream(Locale.getISOCountries())
                    .map(code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH))),
        "language",
            sorted(
                Arrays.stream(Locale.getAvailableLocales())
                    .map(locale -> locale.getDisplayLanguage(Locale.ENGLISH))),
        "currency",
            sorted(
                Arrays.stream(Locale.getISOCountries())
                    .flatMap(code -> currency(Locale.of("", code)))),
        "month",
            Arrays.stream(Month.values())
                .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList(),
        "weekday",
            Arrays.stream(DayOfWeek.values())
                .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .toList());
  }

  private static Stream<String> city(String zone) {
    String[] parts = zone.split("/", -1);
    return parts.length > 1 && CONTINENTS.contains(parts[0])
        ? Stream.of(parts[parts.length - 1].replace('_', ' '))
        : Stream.empty();
  }

  private static Stream<String> currency(Locale country) {
    Currency currency = Currency.getInstance(country);
    return currency == null ? Stream.empty() : Stream.of(currency.getDisplayName(Locale.ENGLISH));
  }

  private static List<String> sorted(Stream<String> names) {
    return names
        .filter(name -> NAME.matcher(name).matches() && !TWO_CAPITALS.matcher(name).find())
        .distinct()
        .sorted()
        .toList();
  }
}
