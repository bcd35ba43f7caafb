package dev.usher.model.constraint;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// Token ids of one vocabulary, immutable. A few are kept as a sorted list, as the masked head of
/// the model wants them; many as a bit for each token of the vocabulary.
public final class TokenSet {
  /// Up to this share of the vocabulary the ids are a list, which is then the smaller form too.
  private static final int FEW = 32;

  private final int[] ids;
  private final long[] bits;
  private final int size;

  private TokenSet(int[] ids, long[] bits, int size) {
    this.ids = ids;
    this.bits = bits;
    this.size = size;
  }

  /// The set of the ids whose bits are set.
  static TokenSet of(long[] bits, int vocabularySize) {
    int size = 0;
    for (long word : bits) {
      size += Long.bitCount(word);
    }
    if (size > vocabularySize / FEW) {
      return new TokenSet(new int[0], bits, size);
    }
    return new TokenSet(list(bits, size), new long[0], size);
  }

  private static int[] list(long[] bits, int size) {
    int[] ids = new int[size];
    int at = 0;
    for (int word = 0; word < bits.length; word++) {
      for (long left = bits[word]; left != 0; left &= left - 1) {
        ids[at++] = (word << 6) + Long.numberOfTrailingZeros(left);
      }
    }
    return ids;
  }

  /// How many ids are in the set.
  ///
  /// @return the number
  public int size() {
    return size;
  }

  /// Whether the set is kept as a list.
  boolean few() {
    return bits.length == 0;
  }

  /// The list of a set of [#few], in rising order; not to be written to.
  int[] list() {
    return ids;
  }

  /// A bit for each token of a set that is not [#few]; not to be written to.
  long[] bits() {
    return bits;
  }

  /// Whether a token is in the set.
  ///
  /// @param id of the token
  /// @return whether it is
  public boolean contains(int id) {
    if (few()) {
      return Arrays.binarySearch(ids, id) >= 0;
    }
    return id >= 0 && id >> 6 < bits.length && (bits[id >> 6] >>> id & 1) != 0;
  }

  /// The ids in rising order.
  ///
  /// @return a fresh stream
  public IntStream ids() {
    return few() ? Arrays.stream(ids) : BitSet.valueOf(bits).stream();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenSet set
        && Arrays.equals(ids, set.ids)
        && Arrays.equals(bits, set.bits);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return size + " tokens";
  }
}
