package dev.usher.dataset.duplicates;

import java.util.SplittableRandom;

/// MinHash (Broder 1997, "On the resemblance and containment of documents"): of each row the
/// smallest value of its set under many hash functions. Two rows agree in a function with a
/// probability that is their Jaccard similarity.
///
/// Kept of each row are the keys of its bands, for finding candidates, and the low byte of some
/// minima, for estimating.
final class Sketches {
  /// Functions of a band; rows that agree in all of a band's are candidates.
  private static final int ROWS_OF_BAND = 8;

  /// At a similarity of 0.8 two rows share one of 25 bands of 8 with a probability of 0.99.
  static final int BANDS = 25;

  private static final int FUNCTIONS = BANDS * ROWS_OF_BAND;
  private static final int ESTIMATED = 64;
  private static final int WORDS = ESTIMATED / Long.BYTES;
  private static final long LOW_BITS = 0x0101010101010101L; // of each byte

  private final long[] factors = new long[FUNCTIONS];
  private final long[] summands = new long[FUNCTIONS];
  private final int[][] keys; // (BANDS, rows)
  private final long[] samples; // (rows, WORDS), a byte for each of ESTIMATED

  Sketches(int rows) {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < FUNCTIONS; i++) {
      factors[i] = random.nextLong() | 1;
      summands[i] = random.nextLong();
    }
    keys = new int[BANDS][rows];
    samples = new long[Math.multiplyExact(rows, WORDS)];
  }

  /// Notes a row. Different rows may be noted by different threads.
  void put(int row, long[] shingles) {
    int[] minima = minima(shingles);
    for (int band = 0; band < BANDS; band++) {
      int key = 0;
      for (int i = 0; i < ROWS_OF_BAND; i++) {
        key = (key ^ minima[band * ROWS_OF_BAND + i]) * 0x9E3779B1;
        key ^= key >>> 15;
      }
      keys[band][row] = key;
    }
    for (int i = 0; i < ESTIMATED; i++) {
      int word = row * WORDS + i / Long.BYTES;
      samples[word] = samples[word] << Byte.SIZE | (minima[i] & 0xff);
    }
  }

  private int[] minima(long[] shingles) {
    int[] minima = new int[FUNCTIONS];
    for (int i = 0; i < FUNCTIONS; i++) {
      long factor = factors[i];
      long summand = summands[i];
      int least = Integer.MAX_VALUE;
      for (long shingle : shingles) {
        least = Math.min(least, (int) ((shingle * factor + summand) >>> 32));
      }
      minima[i] = least;
    }
    return minima;
  }

  /// The key of a row's band.
  int key(int band, int row) {
    return keys[band][row];
  }

  /// The share of the sampled functions in which two rows agree: their similarity, give or take
  /// 0.06.
  double estimate(int a, int b) {
    int differing = 0;
    for (int i = 0; i < WORDS; i++) {
      long bits = samples[a * WORDS + i] ^ samples[b * WORDS + i];
      bits |= bits >>> 4;
      bits |= bits >>> 2;
      bits |= bits >>> 1;
      differing += Long.bitCount(bits & LOW_BITS);
    }
    return 1 - (double) differing / ESTIMATED;
  }
}
