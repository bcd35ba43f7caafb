package dev.usher.dataset.duplicates;

import dev.usher.dataset.SentenceKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Finds rows that differ from an earlier one by little: a letter, an ending, a small word in a
/// long sentence.
///
/// Rows that share a band of MinHash values are candidates (locality-sensitive hashing; Indyk and
/// Motwani 1998); whether they are near-duplicates is then decided exactly, by the Jaccard
/// similarity of their pieces of four letters. So none is raised falsely, and at the threshold of
/// 0.8 about one in a hundred is missed. Time grows with the number of rows, because a row is
/// compared with so many earlier ones of a band and no more.
public final class NearDuplicates {
  /// Least similarity of near-duplicates.
  public static final double THRESHOLD = 0.8;

  private static final int COMPARED = 32;

  /// Below the threshold by more than three standard errors of an estimate.
  private static final double NOT_WORTH_A_LOOK = THRESHOLD - 0.2;

  private final List<String> texts; // normalised
  private final Sketches sketches;
  private final int[] originals; // of each row, or -1

  private NearDuplicates(List<String> texts) {
    this.texts = texts;
    this.sketches = new Sketches(texts.size());
    this.originals = new int[texts.size()];
    Arrays.fill(originals, -1);
  }

  /// Looks through rows; letter case, punctuation and white space do not count.
  ///
  /// @param texts of the rows
  /// @return what was found
  public static NearDuplicates in(List<String> texts) {
    NearDuplicates found =
        new NearDuplicates(texts.parallelStream().map(SentenceKeys::normalised).toList());
    found.sketch();
    for (int band = 0; band < Sketches.BANDS; band++) {
      found.search(band);
    }
    return found;
  }

  /// The earlier row that a row nearly repeats.
  ///
  /// @param row its index
  /// @return the earlier row's index, if there is one; that one may repeat another in turn
  public OptionalInt original(int row) {
    return originals[row] < 0 ? OptionalInt.empty() : OptionalInt.of(originals[row]);
  }

  /// How many rows repeat an earlier one.
  ///
  /// @return their number
  public int count() {
    return (int) Arrays.stream(originals).filter(original -> original >= 0).count();
  }

  /// How alike two texts are.
  ///
  /// @param a a text
  /// @param b another
  /// @return Jaccard similarity of their pieces of four letters, in [0, 1]
  public static double similarity(String a, String b) {
    return Pieces.of(a).similarity(Pieces.of(b));
  }

  private void sketch() {
    IntStream.range(0, texts.size())
        .parallel()
        .forEach(row -> sketches.put(row, Shingles.of(texts.get(row))));
  }

  private void search(int band) {
    long[] sorted = new long[texts.size()];
    for (int row = 0; row < sorted.length; row++) {
      sorted[row] = (long) sketches.key(band, row) << 32 | row;
    }
    Arrays.parallelSort(sorted);
    for (int from = 0, to; from < sorted.length; from = to) {
      for (to = from + 1; to < sorted.length && sorted[to] >> 32 == sorted[from] >> 32; ) {
        to++;
      }
      if (to - from > 1) {
        searchBucket(sorted, from, to);
      }
    }
  }

  /// Compares the rows of a bucket, in their order, with the first of it that repeat none.
  private void searchBucket(long[] sorted, int from, int to) {
    List<Row> leaders = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Row row = new Row((int) sorted[i]);
      if (originals[row.index] < 0) {
        originals[row.index] = original(row, leaders);
      }
      if (originals[row.index] < 0 && leaders.size() < COMPARED) {
        leaders.add(row);
      }
    }
  }

  private int original(Row row, List<Row> leaders) {
    for (Row leader : leaders) {
      if (sketches.estimate(row.index, leader.index) >= NOT_WORTH_A_LOOK
          && Shingles.similarity(row.shingles(), leader.shingles()) >= THRESHOLD) {
        return leader.index;
      }
    }
    return -1;
  }

  /// A row whose pieces are computed when they are first needed.
  private final class Row {
    final int index;
    private long[] shingles = {};

    Row(int index) {
      this.index = index;
    }

    long[] shingles() {
      if (shingles.length == 0) {
        shingles = Shingles.of(texts.get(index));
      }
      return shingles;
    }
  }
}
