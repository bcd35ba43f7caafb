package dev.usher.tools.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Which words a schema may contain. A keyword that is neither enforced nor a mere annotation is
/// refused, for to pass over it would be to promise what the output is not held to.
final class Keywords {
  /// Those that say which values are meant.
  static final Set<String> ENFORCED =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "enum",
          "const",
          "items",
          "minItems",
          "maxItems",
          "anyOf",
          "oneOf",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "$ref");

  /// Those among the enforced that speak of values of one type only.
  static final Set<String> OF_ONE_TYPE =
      Set.of(
          "properties",
          "required",
          "additionalProperties",
          "items",
          "minItems",
          "maxItems",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "x-usher-relative-path",
          "x-usher-extractive",
          "x-usher-different");

  /// Pairs of bounds, the lower first.
  static final Map<String, String> BOUNDS =
      Map.of("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems");

  private static final Set<String> ANNOTATIONS =
      Set.of(
          "title",
          "description",
          "default",
          "examples",
          "example",
          "format",
          "deprecated",
          "readOnly",
          "writeOnly",
          "contentEncoding",
          "contentMediaType",
          "contentSchema",
          "$comment",
          "$defs",
          "definitions");

  private static final String OWN = "x-usher-";
  private static final List<String> OWN_KEYWORDS =
      List.of("x-usher-relative-path", "x-usher-different", "x-usher-extractive");

  private Keywords() {}

  /// Why a keyword cannot stand where it stands, if it cannot.
  ///
  /// @param root whether the schema is the whole document
  static Optional<String> refusal(String keyword, JsonNode value, boolean root) {
    if (keyword.equals("$schema")) {
      return root && Dialect.of(value).isPresent()
          ? Optional.empty()
          : Optional.of(
              "'$schema' may only stand at the root and name "
                  + Dialect.NAMES
                  + "; found "
                  + value);
    }
    if (keyword.equals("$id")) {
      return root && value.isString()
          ? Optional.empty()
          : Optional.of("'$id' inside a document is not supported, for it moves '$ref'; remove it");
    }
    if (keyword.startsWith(OWN)) {
      return OWN_KEYWORDS.contains(keyword) ? Optional.empty() : Optional.of(unknownOwn(keyword));
    }
    boolean known =
        ENFORCED.contains(keyword) || ANNOTATIONS.contains(keyword) || keyword.startsWith("x-");
    return known ? Optional.empty() : Optional.of(unsupported(keyword));
  }

  private static String unknownOwn(String keyword) {
    return keyword.equals("x-usher-risk")
        ? "'x-usher-risk' is said of a tool, not of its arguments; put it beside the tool's 'name'"
        : "unknown keyword '" + keyword + "', expected one of " + String.join(", ", OWN_KEYWORDS);
  }

  private static String unsupported(String keyword) {
    return "keyword '"
        + keyword
        + "' is not supported, for the output could not be held to it; remove it, or say the same"
        + " with "
        + String.join(", ", new TreeSet<>(ENFORCED));
  }
}
