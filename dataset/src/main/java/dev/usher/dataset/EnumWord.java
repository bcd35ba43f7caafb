package dev.usher.dataset;

import dev.usher.tools.UsherException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The word by which the command line and manifests call a constant: its name in lower case.
public final class EnumWord {

  private EnumWord() {}

  /// A constant's word.
  ///
  /// @param constant of any enumeration
  /// @return its name in lower case
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// Looks a constant up by its word.
  ///
  /// @param <E> the enumeration
  /// @param type its class
  /// @param word to look up
  /// @param what the constants are, as messages say it: "a form of data"
  /// @return the constant
  /// @throws UsherException if there is none of that word; it lists the words
  public static <E extends Enum<E>> E find(Class<E> type, String word, String what) {
    return Stream.of(type.getEnumConstants())
        .filter(each -> of(each).equals(word))
        .findFirst()
        .orElseThrow(() ->
            new UsherException(
                word,
                "is not %s; expected %s"
                    .formatted(
                        what,
                        Stream.of(type.getEnumConstants())
                            .map(EnumWord::of)
                            .collect(Collectors.joining(", ")))));
  }
}
