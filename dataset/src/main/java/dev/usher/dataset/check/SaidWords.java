package dev.usher.dataset.check;

import java.text.Normalizer;
import java.util.BitSet;
import java.util.Locale;

/// The letters and digits of a text, and where its words begin and end, so that `user_service` is
/// found in "the User Service" and `app` is not found in "happy".
final class SaidWords {
  private final String letters;
  private final BitSet edges; // in letters

  private SaidWords(String letters, BitSet edges) {
    this.letters = letters;
    this.edges = edges;
  }

  static SaidWords of(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    BitSet edges = new BitSet();
    edges.set(0);
    folded(text)
        .codePoints()
        .forEach(c -> {
          if (counts(c)) {
            letters.appendCodePoint(c);
          } else {
            edges.set(letters.length());
          }
        });
    edges.set(letters.length());
    return new SaidWords(letters.toString(), edges);
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static boolean counts(int codePoint) {
    return Character.isLetterOrDigit(codePoint)
        || Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }

  /// Whether the text has no letter and no digit.
  boolean isEmpty() {
    return letters.isEmpty();
  }

  /// Whether a phrase stands in the text as whole words, whatever separates them.
  ///
  /// @param phrase with at least one letter or digit
  boolean have(SaidWords phrase) {
    int length = phrase.letters.length();
    for (int at = letters.indexOf(phrase.letters);
        at >= 0;
        at = letters.indexOf(phrase.letters, at + 1)) {
      if (edges.get(at) && edges.get(at + length)) {
        return true;
      }
    }
    return false;
  }
}
