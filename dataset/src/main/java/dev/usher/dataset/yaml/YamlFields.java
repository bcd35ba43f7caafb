package dev.usher.dataset.yaml;

import dev.usher.dataset.JsonText;
import dev.usher.tools.UsherException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The keys of one entry. What is asked for is known; what is there beyond it is refused.
public final class YamlFields {
  private final ObjectNode entry;
  private final String place;
  private final String above; // the key under which these keys stand, with a dot
  private final Set<String> known = new LinkedHashSet<>();

  private YamlFields(ObjectNode entry, String place, String above) {
    this.entry = entry;
    this.place = place;
    this.above = above;
  }

  /// Reads an entry.
  ///
  /// @param place file and line, for errors
  static <T> T read(JsonNode node, String place, Function<YamlFields, T> type) {
    if (!(node instanceof ObjectNode entry)) {
      throw new UsherException(
          place, "expected an entry with a name, found " + JsonText.kind(node));
    }
    return new YamlFields(entry, place, "").all(type);
  }

  private <T> T all(Function<YamlFields, T> type) {
    T value;
    try {
      value = type.apply(this);
    } catch (IllegalArgumentException e) {
      throw new UsherException(place, String.valueOf(e.getMessage()));
    }
    for (String key : entry.propertyNames()) {
      if (!known.contains(key)) {
        throw new UsherException(
            place,
            "unknown key '%s'; expected %s".formatted(above + key, String.join(", ", known)));
      }
    }
    return value;
  }

  /// Where the entry stands.
  ///
  /// @return file and line, for errors
  public String place() {
    return place;
  }

  /// A text that must be there.
  ///
  /// @param key of the entry
  /// @return not blank
  /// @throws UsherException if it is missing or no text
  public String text(String key) {
    return optionalText(key).orElseThrow(() -> wrong(key, "a text", null));
  }

  /// A text that may be there.
  ///
  /// @param key of the entry
  /// @return not blank
  /// @throws UsherException if it is no text
  public Optional<String> optionalText(String key) {
    JsonNode value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString() || value.stringValue().isBlank()) {
      throw wrong(key, "a text", value);
    }
    return Optional.of(value.stringValue());
  }

  /// One of a few words, which must be there.
  ///
  /// @param <E> the type of the words
  /// @param key of the entry
  /// @param words their constants' names in lower case, with hyphens
  /// @return the constant
  /// @throws UsherException if it is missing or another word
  public <E extends Enum<E>> E word(String key, Class<E> words) {
    return optionalWord(key, words).orElseThrow(() -> wrong(key, "one of " + all(words), null));
  }

  /// One of a few words, which may be there.
  ///
  /// @param <E> the type of the words
  /// @param key of the entry
  /// @param words their constants' names in lower case, with hyphens
  /// @return the constant
  /// @throws UsherException if it is another word
  public <E extends Enum<E>> Optional<E> optionalWord(String key, Class<E> words) {
    JsonNode value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    for (E word : words.getEnumConstants()) {
      if (value.isString() && value.stringValue().equals(spelled(word))) {
        return Optional.of(word);
      }
    }
    throw wrong(key, "one of " + all(words), value);
  }

  private static String all(Class<? extends Enum<?>> words) {
    return Arrays.stream(words.getEnumConstants())
        .map(YamlFields::spelled)
        .collect(Collectors.joining(", "));
  }

  private static String spelled(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Percent of the rows, under the key `weight`.
  ///
  /// @return above 0, at most 100, if it is there
  /// @throws UsherException if it is no such number
  public OptionalDouble weight() {
    JsonNode value = value("weight");
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() <= 100)) {
      throw wrong("weight", "percent above 0, at most 100", value);
    }
    return OptionalDouble.of(value.doubleValue());
  }

  /// A list of texts.
  ///
  /// @param key of the entry
  /// @return the texts, none where the key is missing
  /// @throws UsherException if it is no such list
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(key)) {
      if (!item.isString()) {
        throw wrong(key, "a list of texts", item);
      }
      texts.add(item.stringValue());
    }
    return texts;
  }

  private Iterable<JsonNode> items(String key) {
    JsonNode list = value(key);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray()) {
      throw wrong(key, "a list", list);
    }
    return list.values();
  }

  /// A whole number.
  ///
  /// @param key of the entry
  /// @param otherwise what it is where the key is missing
  /// @return at least 1
  /// @throws UsherException if it is no such number
  public int count(String key, int otherwise) {
    long count = count(key).orElse(otherwise);
    if (count > Integer.MAX_VALUE) {
      throw wrong(key, "at most " + Integer.MAX_VALUE, entry.get(key));
    }
    return (int) count;
  }

  /// A whole number that may be there.
  ///
  /// @param key of the entry
  /// @return at least 1
  /// @throws UsherException if it is no such number
  public OptionalLong count(String key) {
    JsonNode value = value(key);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
      throw wrong(key, "a whole number of at least 1", value);
    }
    return OptionalLong.of(value.longValue());
  }

  /// Yes or no.
  ///
  /// @param key of the entry
  /// @return no where the key is missing
  /// @throws UsherException if it is neither
  public boolean isTrue(String key) {
    JsonNode value = value(key);
    if (value != null && !value.isBoolean()) {
      throw wrong(key, "true or false", value);
    }
    return value != null && value.booleanValue();
  }

  /// A number that must be there.
  ///
  /// @param key of the entry
  /// @return at least 0
  /// @throws UsherException if it is missing or no such number
  public BigDecimal amount(String key) {
    return optionalAmount(key).orElseThrow(() -> wrong(key, "a number of at least 0", null));
  }

  /// A number that may be there.
  ///
  /// @param key of the entry
  /// @return at least 0
  /// @throws UsherException if it is no such number
  public Optional<BigDecimal> optionalAmount(String key) {
    JsonNode value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    boolean finite = value.isNumber() && Double.isFinite(value.doubleValue());
    if (!finite || value.decimalValue().signum() < 0) {
      throw wrong(key, "a number of at least 0", value);
    }
    return Optional.of(value.decimalValue());
  }

  /// Names with lists of values.
  ///
  /// @param key of the entry
  /// @return the lists by name, none where the key is missing
  /// @throws UsherException if it is no such thing
  public Map<String, List<JsonNode>> choices(String key) {
    JsonNode value = value(key);
    Map<String, List<JsonNode>> choices = new LinkedHashMap<>();
    if (value == null) {
      return choices;
    }
    if (!value.isObject()) {
      throw wrong(key, "argument names with lists of values", value);
    }
    for (var choice : value.properties()) {
      if (!choice.getValue().isArray() || choice.getValue().isEmpty()) {
        throw wrong(key + "." + choice.getKey(), "a list of values", choice.getValue());
      }
      choices.put(choice.getKey(), choice.getValue().valueStream().toList());
    }
    return choices;
  }

  /// Keys under a key.
  ///
  /// @param <T> what they become
  /// @param key of the entry
  /// @param type takes the keys below
  /// @return what it made of them, empty where the key is missing
  /// @throws UsherException if one below is wrong
  public <T> Optional<T> group(String key, Function<YamlFields, T> type) {
    JsonNode value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof ObjectNode group)) {
      throw wrong(key, "keys below it", value);
    }
    return Optional.of(new YamlFields(group, place, above + key + ".").all(type));
  }

  private @Nullable JsonNode value(String key) {
    known.add(key);
    return entry.get(key);
  }

  private UsherException wrong(String key, String expected, @Nullable JsonNode found) {
    return new UsherException(
        place,
        "'%s': expected %s, found %s"
            .formatted(above + key, expected, found == null ? "nothing" : JsonText.line(found)));
  }
}
