package dev.usher.tools.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Follows a `$ref` into its own document, by the places where schemas stand and by no other: what
/// lies in an `enum` or under an annotation is no schema.
record Reference(JsonNode document, List<String> path) {
  private static final Set<String> OF_NAMES = Set.of("properties", "$defs", "definitions");
  private static final Set<String> OF_LISTS = Set.of("anyOf", "oneOf");
  private static final Set<String> OF_ONE = Set.of("items", "additionalProperties");

  /// A reference, or nothing if the text does not point into the same document.
  static Optional<Reference> of(JsonNode document, String text) {
    if (!text.equals("#") && !text.startsWith("#/")) {
      return Optional.empty();
    }
    try {
      String pointer = URLDecoder.decode(text.substring(1).replace("+", "%2B"), UTF_8);
      List<String> path = new ArrayList<>();
      for (String segment :
          pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
        path.add(segment.replace("~1", "/").replace("~0", "~"));
      }
      return Optional.of(new Reference(document, path));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// JSON pointer of the target.
  String pointer() {
    StringBuilder pointer = new StringBuilder();
    path.forEach(segment -> pointer.append('/').append(escaped(segment)));
    return pointer.toString();
  }

  /// The schema that is meant, if one stands there.
  Optional<JsonNode> target() {
    JsonNode node = document;
    int at = 0;
    while (at < path.size()) {
      String keyword = path.get(at);
      int steps = OF_ONE.contains(keyword) ? 1 : 2;
      boolean leads = steps == 1 || OF_NAMES.contains(keyword) || OF_LISTS.contains(keyword);
      if (!leads || at + steps > path.size() || (at > 0 && node.has("$id"))) {
        return Optional.empty();
      }
      node = node.path(keyword);
      if (steps == 2) {
        node = child(node, path.get(at + 1), OF_LISTS.contains(keyword));
      }
      at += steps;
    }
    return Optional.of(node).filter(found -> !found.isMissingNode());
  }

  private static JsonNode child(JsonNode parent, String segment, boolean list) {
    if (!list) {
      return parent.path(segment);
    }
    boolean index = segment.length() <= 9 && segment.matches("0|[1-9][0-9]*");
    return parent.path(index ? Integer.parseInt(segment) : -1);
  }

  /// A key as it stands in a JSON pointer.
  static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
