package dev.usher.dataset.duplicates;

import dev.usher.dataset.SentenceKeys;

/// The pieces of four letters of a text, for comparing it with many others; letter case,
/// punctuation and white space do not count.
public final class Pieces {
  private final long[] shingles;

  private Pieces(long[] shingles) {
    this.shingles = shingles;
  }

  /// Cuts a text.
  ///
  /// @param text any text
  /// @return its pieces
  public static Pieces of(String text) {
    return new Pieces(Shingles.of(SentenceKeys.normalised(text)));
  }

  /// How alike two texts are.
  ///
  /// @param other the pieces of the other text
  /// @return Jaccard similarity, in [0, 1]
  public double similarity(Pieces other) {
    return Shingles.similarity(shingles, other.shingles);
  }
}
