package dev.usher.dataset.duplicates;

import java.util.Arrays;

/// The set of all pieces of four characters of a text, as sorted hashes: what similarity is
/// measured on. One wrong letter changes at most four of them.
final class Shingles {
  private static final int LENGTH = 4;

  private Shingles() {}

  /// The hashes, sorted, each once. A text shorter than a piece is one piece.
  static long[] of(String text) {
    int count = Math.max(1, text.length() - LENGTH + 1);
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      long piece = 0;
      for (int j = i; j < Math.min(i + LENGTH, text.length()); j++) {
        piece = piece << Character.SIZE | text.charAt(j);
      }
      hashes[i] = mixed(piece);
    }
    Arrays.sort(hashes);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || hashes[i] != hashes[i - 1]) {
        hashes[kept++] = hashes[i];
      }
    }
    return Arrays.copyOf(hashes, kept);
  }

  /// The finaliser of MurmurHash3: a bijection, so that different pieces stay different.
  private static long mixed(long bits) {
    long x = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
    x = (x ^ x >>> 33) * 0xc4ceb9fe1a85ec53L;
    return x ^ x >>> 33;
  }

  /// Jaccard similarity: the share of the pieces of both that are in each.
  static double similarity(long[] a, long[] b) {
    int common = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      common += a[i] == b[j] ? 1 : 0;
      long left = a[i];
      long right = b[j];
      i += left <= right ? 1 : 0;
      j += right <= left ? 1 : 0;
    }
    return (double) common / (a.length + b.length - common);
  }
}
