package dev.usher.dataset.scenario;

import java.util.List;
import java.util.OptionalDouble;

/// How it is put.
///
/// @param name unique
/// @param hint what a teacher model is told
/// @param weight percent of the rows, if it is said
/// @param before phrases of which the offline teacher puts one in front
/// @param after phrases of which it puts one behind
/// @param edits what it does to the sentence, in order
/// @param place file and line
public record Style(
    String name,
    String hint,
    OptionalDouble weight,
    List<String> before,
    List<String> after,
    List<String> edits,
    String place)
    implements Entry {
  /// Copies the lists.
  public Style {
    before = List.copyOf(before);
    after = List.copyOf(after);
    edits = List.copyOf(edits);
  }
}
