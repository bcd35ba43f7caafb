package dev.usher.dataset.offline;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What a style does to a sentence. Either it arranges a request's parts anew, or it changes the
/// words of a sentence that is there already; values keep their words.
sealed interface Edit {
  /// Puts the parts of a request into an order.
  ///
  /// @param arranged from request to sentence
  record Arrangement(Arranged arranged) implements Edit {}

  /// Changes a sentence.
  ///
  /// @param changed from sentence to sentence
  record Change(Changed changed) implements Edit {}

  /// From request to sentence.
  interface Arranged {
    List<Segment> of(Phrasing request, Random random);
  }

  /// From sentence to sentence.
  interface Changed {
    List<Segment> of(List<Segment> sentence, Random random);
  }

  /// The edit of a name.
  static Optional<Edit> of(String name) {
    return Optional.ofNullable(Edits.all().get(name));
  }

  /// The names of all.
  static List<String> names() {
    return Edits.all().keySet().stream().sorted().toList();
  }
}
