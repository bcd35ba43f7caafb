package dev.usher.dataset.offline;

import dev.usher.dataset.offline.Placeholders.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A request in parts, with places for values: what styles that arrange are given.
///
/// @param verb how it begins
/// @param noun what it is about; it tells what is wanted where the verb is left out
/// @param details phrases with a place each, in the only order that is right
/// @param labels what the places are called in a form
record Parts(String verb, String noun, List<String> details, Map<String, String> labels) {

  static Parts of(JsonNode entry) {
    Map<String, String> labels = new LinkedHashMap<>();
    entry
        .path("labels")
        .properties()
        .forEach(each -> labels.put(each.getKey(), each.getValue().asString()));
    return new Parts(
        entry.path("verb").asString(),
        entry.path("noun").asString(),
        Words.texts(entry.path("details")),
        labels);
  }

  /// All of it in order.
  String pattern() {
    return Stream.concat(Stream.of(verb, noun), details.stream()).collect(Collectors.joining(" "));
  }

  /// What a place is called.
  String label(Place place) {
    return labels.getOrDefault(place.name(), place.name());
  }

  /// With values in its places.
  Phrasing phrasing(Function<Place, Segment> value) {
    return new Phrasing(
        verb,
        Placeholders.segments(noun, value),
        details.stream().map(each -> Placeholders.segments(each, value)).toList(),
        true);
  }
}
