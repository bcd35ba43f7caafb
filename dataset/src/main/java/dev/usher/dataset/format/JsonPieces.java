package dev.usher.dataset.format;

import dev.usher.dataset.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// JSON values that stand in a text, one after the other.
///
/// @param values in order
/// @param end the index behind the last one, or where they would have begun
record JsonPieces(List<JsonNode> values, int end) {

  /// The values from a place on, with nothing but separators between them, as long as they are
  /// wanted.
  static JsonPieces leading(String text, int from, String separators, Predicate<JsonNode> wanted) {
    List<JsonNode> values = new ArrayList<>();
    int end = from;
    for (int at = from; ; ) {
      at = behind(separators, text, at);
      int next = endOfContainer(text, at);
      Optional<JsonNode> value = next < 0 ? Optional.empty() : parse(text.substring(at, next));
      if (value.filter(wanted).isEmpty()) {
        return new JsonPieces(values, end);
      }
      values.add(value.get());
      end = next;
      at = next;
    }
  }

  /// A text's one value, if it is JSON.
  static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(JsonText.mapper().readTree(text));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /// Whether nothing but separators follows.
  boolean reachesEnd(String text, String separators) {
    return behind(separators, text, end) == text.length();
  }

  private static int behind(String separators, String text, int from) {
    int at = from;
    while (at < text.length() && separators.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /// The index behind the object or array that begins here; -1 if none does, or it does not end.
  private static int endOfContainer(String text, int from) {
    if (from >= text.length() || "{[".indexOf(text.charAt(from)) < 0) {
      return -1;
    }
    int depth = 0;
    boolean quoted = false;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted) {
        quoted = c != '"';
        at += c == '\\' ? 1 : 0;
      } else {
        quoted = c == '"';
        depth += "{[".indexOf(c) >= 0 ? 1 : "}]".indexOf(c) >= 0 ? -1 : 0;
        if (depth == 0) {
          return at + 1;
        }
      }
    }
    return -1;
  }
}
