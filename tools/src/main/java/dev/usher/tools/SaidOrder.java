package dev.usher.tools;

import dev.usher.tools.grammar.CanonicalJson;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sorts the keys of an object by where the user's text first says their values; keys whose values
/// are not said come last, and ties stay as they are.
///
/// A value is said where it stands as whole words in the same letters; failing that as whole words
/// in other case; failing that anywhere. An array or object is said where the first of its values
/// is. True, false and null are not said.
record SaidOrder(String text) {

  List<String> sort(ObjectNode object, List<String> keys) {
    Map<String, Integer> places = new HashMap<>();
    for (String key : keys) {
      places.put(key, firstMention(object.path(key)).orElse(Integer.MAX_VALUE));
    }
    return keys.stream().sorted(Comparator.comparing(places::get)).toList();
  }

  private OptionalInt firstMention(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> find(value.stringValue());
      case NUMBER -> find(CanonicalJson.write(value));
      case ARRAY, OBJECT ->
          value.valueStream().map(this::firstMention).flatMapToInt(OptionalInt::stream).min();
      case BOOLEAN, NULL, BINARY, MISSING, POJO -> OptionalInt.empty();
    };
  }

  private OptionalInt find(String value) {
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    List<OptionalInt> tries = List.of(find(value, false, true), find(value, true, true));
    return tries.stream()
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElseGet(() -> find(value, true, false));
  }

  private OptionalInt find(String value, boolean anyCase, boolean wholeWords) {
    return IntStream.rangeClosed(0, text.length() - value.length())
        .filter(at -> text.regionMatches(anyCase, at, value, 0, value.length()))
        .filter(at -> !wholeWords || (isEdge(at) && isEdge(at + value.length())))
        .findFirst();
  }

  /// Whether no word runs across a place.
  private boolean isEdge(int at) {
    return at == 0
        || at == text.length()
        || !Character.isLetterOrDigit(text.codePointBefore(at))
        || !Character.isLetterOrDigit(text.codePointAt(at));
  }
}
