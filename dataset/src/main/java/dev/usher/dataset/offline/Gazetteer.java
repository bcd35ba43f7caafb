package dev.usher.dataset.offline;

import dev.usher.tools.UsherException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Values that people say: a grammar whose symbols become text.
///
/// An alternative is text in which `{symbol}` stands for a value of that symbol, `{symbol^}` for
/// one with capitals, `{symbol_}` for one in lower case without spaces, `{SYMBOL}` for one in
/// capitals throughout, `{3-12}` for a number of that range, and `{name=…}` for any of these which
/// `{name}` then repeats in the same text.
final class Gazetteer {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");

  private final Map<String, List<String>> rules;

  private Gazetteer(Map<String, List<String>> rules) {
    this.rules = rules;
  }

  /// The one that comes with Usher.
  static Gazetteer standard() {
    return of(Words.read("gazetteer.yaml"), "gazetteer.yaml");
  }

  /// A grammar, to which the symbols of [RealNames] are added.
  ///
  /// @throws UsherException if a symbol is used that is not there, or one contains itself
  static Gazetteer of(Map<String, List<String>> rules, String source) {
    Map<String, List<String>> all = new LinkedHashMap<>(RealNames.symbols());
    all.putAll(rules);
    Gazetteer gazetteer = new Gazetteer(all);
    for (String symbol : all.keySet()) {
      gazetteer.requireFinite(symbol, source, new HashSet<>());
    }
    return gazetteer;
  }

  /// The same with more symbols.
  ///
  /// @param more texts without symbols
  Gazetteer with(Map<String, List<String>> more) {
    Map<String, List<String>> all = new LinkedHashMap<>(rules);
    all.putAll(more);
    return new Gazetteer(all);
  }

  private void requireFinite(String symbol, String source, Set<String> open) {
    if (!open.add(symbol)) {
      throw new UsherException(source, "symbol '" + symbol + "' contains itself");
    }
    for (String alternative : rules.getOrDefault(symbol, List.of())) {
      for (String used : symbols(alternative)) {
        if (!rules.containsKey(used)) {
          throw new UsherException(
              source, "symbol '%s' uses '%s', which is not there".formatted(symbol, used));
        }
        requireFinite(used, source, open);
      }
    }
    open.remove(symbol);
  }

  private static Set<String> symbols(String text) {
    Set<String> bound = new HashSet<>();
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(match -> withoutBinding(match.group(1), bound))
        .filter(each -> !bound.contains(each) && !RANGE.matcher(each).matches())
        .map(Gazetteer::symbol)
        .collect(Collectors.toSet());
  }

  private static String withoutBinding(String placeholder, Set<String> bound) {
    int equals = placeholder.indexOf('=');
    if (equals > 0) {
      bound.add(placeholder.substring(0, equals));
    }
    return placeholder.substring(equals + 1);
  }

  private static String symbol(String placeholder) {
    String bare = placeholder.replaceAll("[\\^_]$", "");
    return bare.equals(bare.toUpperCase(Locale.ROOT)) ? bare.toLowerCase(Locale.ROOT) : bare;
  }

  /// A value of a symbol, which may end in `^` or `_`.
  ///
  /// @throws IllegalArgumentException if there is no such symbol
  String value(String symbol, Random random) {
    return fill("{" + symbol + "}", random, new LinkedHashMap<>());
  }

  /// Another value of a symbol, in any letter case.
  ///
  /// @return empty where the draw gave the same again
  String other(String symbol, String value, Random random) {
    String other = value(symbol, random);
    return other.equalsIgnoreCase(value) ? "" : other;
  }

  /// Whether all symbols of a text are there.
  boolean knows(String template) {
    return rules.keySet().containsAll(symbols(template));
  }

  /// A text whose placeholders are filled in.
  ///
  /// @param bound values of names, added to by `{name=…}`
  String fill(String template, Random random, Map<String, String> bound) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    return matcher.replaceAll(match -> Matcher.quoteReplacement(placeholder(match, random, bound)));
  }

  private String placeholder(MatchResult match, Random random, Map<String, String> bound) {
    String text = match.group(1);
    int equals = text.indexOf('=');
    if (equals > 0) {
      String value = plain(text.substring(equals + 1), random, bound);
      bound.put(text.substring(0, equals), value);
      return value;
    }
    String known = bound.get(text);
    return known == null ? plain(text, random, bound) : known;
  }

  private String plain(String placeholder, Random random, Map<String, String> bound) {
    Matcher range = RANGE.matcher(placeholder);
    if (range.matches()) {
      int low = Integer.parseInt(range.group(1));
      int high = Integer.parseInt(range.group(2));
      return Integer.toString(random.nextInt(low, high + 1));
    }
    String symbol = symbol(placeholder);
    List<String> alternatives = rules.get(symbol);
    if (alternatives == null) {
      throw new IllegalArgumentException("no symbol " + symbol);
    }
    String value = fill(Words.one(alternatives, random), random, bound);
    if (placeholder.endsWith("^")) {
      return Words.capitals(value);
    }
    if (placeholder.endsWith("_")) {
      return value.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
    return symbol.equals(placeholder) ? value : value.toUpperCase(Locale.ROOT);
  }
}
