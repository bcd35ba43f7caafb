package dev.usher.model.gguf;

import dev.usher.tools.UsherException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The key-value part of a GGUF, in the order of the file.
///
/// Values are `Long` (all integer types), `Double` (both float types), `Boolean`, `String`, or a
/// `List` of one of these.
public final class GgufMetadata {
  private final String file;
  private final Map<String, Object> values;
  private final Map<String, GgufType> types;

  /// Metadata made in memory. Numbers are written as unsigned 32-bit integers and single-precision
  /// floats, as llama.cpp reads them.
  ///
  /// @param file named in errors
  /// @param values by key, as described above
  public GgufMetadata(String file, Map<String, Object> values) {
    this(file, values, Map.of());
  }

  /// Metadata of a file.
  ///
  /// @param types of the values, of the elements where the value is a list
  GgufMetadata(String file, Map<String, Object> values, Map<String, GgufType> types) {
    this.file = file;
    this.values = Collections.unmodifiableMap(copy(values));
    this.types = Map.copyOf(types);
    this.values.forEach(this::requireType);
  }

  private static Map<String, Object> copy(Map<String, Object> values) {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> copy.put(key, value instanceof List<?> list ? List.copyOf(list) : value));
    return copy;
  }

  private void requireType(String key, Object value) {
    if (!hasLists(value) && !type(key).holds(value)) {
      throw new IllegalArgumentException(key + " is no GGUF value: " + value);
    }
  }

  private static boolean hasLists(Object value) {
    return value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof List;
  }

  /// The same metadata with one value set. It is written as the type that the key had, where the
  /// value is of that type.
  ///
  /// @param key new or there already
  /// @param value as described above
  /// @return a changed copy
  public GgufMetadata with(String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(values);
    changed.put(key, value);
    Map<String, GgufType> kept = new LinkedHashMap<>(types);
    kept.computeIfPresent(key, (_, type) -> type.holds(value) ? type : null);
    return new GgufMetadata(file, changed, kept);
  }

  /// The type that a value, or the elements of a list, are written as.
  GgufType type(String key) {
    GgufType type = types.get(key);
    return type == null ? GgufType.natural(values.get(key)) : type;
  }

  /// All values.
  ///
  /// @return by key, in the order of the file
  public Map<String, Object> values() {
    return values;
  }

  /// The file, for errors.
  ///
  /// @return its path
  public String file() {
    return file;
  }

  /// Whether the key is there.
  ///
  /// @param key to look for
  /// @return true if it has a value
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /// A text.
  ///
  /// @param key to look for
  /// @return its value
  /// @throws UsherException if it is missing or no text
  public String string(String key) {
    return require(key, String.class, "a text");
  }

  /// A text that may be missing.
  ///
  /// @param key to look for
  /// @return its value, if there is one
  public Optional<String> optionalString(String key) {
    return has(key) ? Optional.of(string(key)) : Optional.empty();
  }

  /// An integer.
  ///
  /// @param key to look for
  /// @return its value
  /// @throws UsherException if it is missing or no integer
  public long integer(String key) {
    return require(key, Long.class, "an integer");
  }

  /// An integer that may be missing.
  ///
  /// @param key to look for
  /// @param otherwise taken where it is missing
  /// @return its value
  public long integer(String key, long otherwise) {
    return has(key) ? integer(key) : otherwise;
  }

  /// A floating-point number.
  ///
  /// @param key to look for
  /// @return its value
  /// @throws UsherException if it is missing or no such number
  public double decimal(String key) {
    return require(key, Double.class, "a floating-point number");
  }

  /// A floating-point number that may be missing.
  ///
  /// @param key to look for
  /// @param otherwise taken where it is missing
  /// @return its value
  public double decimal(String key, double otherwise) {
    return has(key) ? decimal(key) : otherwise;
  }

  /// A truth value that may be missing.
  ///
  /// @param key to look for
  /// @param otherwise taken where it is missing
  /// @return its value
  public boolean flag(String key, boolean otherwise) {
    return has(key) ? require(key, Boolean.class, "true or false") : otherwise;
  }

  /// A list of texts.
  ///
  /// @param key to look for
  /// @return its value
  /// @throws UsherException if it is missing or no such list
  public List<String> strings(String key) {
    return list(key, String.class, "a list of texts");
  }

  /// A list of integers.
  ///
  /// @param key to look for
  /// @return its value
  /// @throws UsherException if it is missing or no such list
  public List<Long> integers(String key) {
    return list(key, Long.class, "a list of integers");
  }

  /// A list of floating-point numbers.
  ///
  /// @param key to look for
  /// @return its value
  /// @throws UsherException if it is missing or no such list
  public List<Double> decimals(String key) {
    return list(key, Double.class, "a list of floating-point numbers");
  }

  private <T> List<T> list(String key, Class<T> type, String expected) {
    List<?> list = require(key, List.class, expected);
    if (!list.isEmpty() && !type.isInstance(list.getFirst())) {
      throw new UsherException(file, "metadata '" + key + "' is no " + expected.substring(2));
    }
    return list.stream().map(type::cast).toList();
  }

  private <T> T require(String key, Class<T> type, String expected) {
    Object value = values.get(key);
    if (value == null) {
      throw new UsherException(file, "metadata '" + key + "' is missing, expected " + expected);
    }
    if (!type.isInstance(value)) {
      throw new UsherException(
          file,
          "metadata '"
              + key
              + "' is "
              + value.getClass().getSimpleName()
              + ", expected "
              + expected);
    }
    return type.cast(value);
  }
}
