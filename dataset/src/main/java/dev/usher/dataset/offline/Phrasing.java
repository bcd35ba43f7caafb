package dev.usher.dataset.offline;

import java.util.ArrayList;
import java.util.List;

/// A request before it is put into one line: how it begins, what it is about, and its details.
///
/// @param verb how it begins; empty where it begins with a value
/// @param noun what it is about
/// @param details one phrase for each other argument
/// @param ordered whether the details mean something else in another order
record Phrasing(String verb, List<Segment> noun, List<List<Segment>> details, boolean ordered) {

  /// A sentence that is not in parts.
  static Phrasing whole(List<Segment> sentence) {
    return new Phrasing("", sentence, List.of(), true);
  }

  /// All of it in order.
  List<Segment> segments() {
    List<Segment> all = new ArrayList<>();
    if (!verb.isEmpty()) {
      all.add(Segment.words(verb));
    }
    all.addAll(noun);
    details.forEach(all::addAll);
    return all;
  }

  /// The values alone, in order.
  List<Segment> values() {
    return segments().stream().filter(Segment::isValue).toList();
  }

  /// A pattern such as `in {}` with a value in its place.
  static List<Segment> phrase(String pattern, Segment value) {
    int at = pattern.indexOf("{}");
    List<Segment> segments = new ArrayList<>();
    addWords(pattern.substring(0, at), segments);
    segments.add(value);
    addWords(pattern.substring(at + 2), segments);
    return segments;
  }

  private static void addWords(String words, List<Segment> segments) {
    if (!words.isBlank()) {
      segments.add(Segment.words(words.strip()));
    }
  }
}
