package dev.usher.dataset.offline;

import dev.usher.dataset.offline.Placeholders.Place;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Requests that come from a list, with values in their places, and not from a planned call.
///
/// @param sentences whole ones
/// @param parts others in parts, for styles that arrange
record Sayings(List<String> sentences, List<Parts> parts) {

  static Sayings of(JsonNode entry) {
    return new Sayings(
        Words.texts(entry.path("say")), entry.path("parts").valueStream().map(Parts::of).toList());
  }

  /// Those of which a pattern is wanted.
  Sayings only(Predicate<String> wanted) {
    return new Sayings(
        sentences.stream().filter(wanted).toList(),
        parts.stream().filter(each -> wanted.test(each.pattern())).toList());
  }

  /// Whether there is none.
  boolean isEmpty() {
    return sentences.isEmpty();
  }

  /// Draws one, in parts if that is asked for and there are such. Its values may be changed as one
  /// likes: nothing is labelled with them.
  Phrasing draw(Manner manner, Gazetteer gazetteer, Random random) {
    if (manner == Manner.PARTS && !parts.isEmpty()) {
      Parts drawn = Words.one(parts, random);
      return drawn.phrasing(place -> value(place, drawn.label(place), gazetteer, random));
    }
    Function<Place, Segment> value = place -> value(place, place.name(), gazetteer, random);
    return Phrasing.whole(Placeholders.segments(Words.one(sentences, random), value));
  }

  private static Segment value(Place place, String label, Gazetteer gazetteer, Random random) {
    String text = gazetteer.value(place.symbol(), random);
    String other = gazetteer.other(place.symbol(), text, random);
    return new Segment(
        text + place.ending(), "#" + label, true, other.isEmpty() ? "" : other + place.ending());
  }
}
