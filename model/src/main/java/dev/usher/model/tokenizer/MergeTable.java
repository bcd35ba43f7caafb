package dev.usher.model.tokenizer;

import dev.usher.tools.UsherException;
import java.util.Arrays;
import java.util.List;

/// The merge list of a byte-level BPE vocabulary: an open-addressing hash table from a pair of ids
/// to the rank and the merged id. The earlier a merge stands in the list, the sooner it happens.
final class MergeTable implements Merges {

  private static final long EMPTY = -1;

  private final long[] pairs;
  private final long[] merged;

  /// Reads merges such as `Ġ t`.
  ///
  /// @param where the name of the file, for messages
  MergeTable(List<String> merges, Vocabulary vocabulary, String where) {
    int size = Integer.highestOneBit(Math.max(merges.size(), 1)) * 4;
    this.pairs = new long[size];
    this.merged = new long[size];
    Arrays.fill(pairs, EMPTY);
    for (int rank = 0; rank < merges.size(); rank++) {
      insert(merges.get(rank), rank, vocabulary, where);
    }
  }

  private void insert(String merge, int rank, Vocabulary vocabulary, String where) {
    int space = merge.indexOf(' ', 1);
    if (space < 0 || space == merge.length() - 1) {
      throw broken(where, rank, "\"" + merge + "\" is not two symbols with a space between");
    }
    String left = merge.substring(0, space);
    String right = merge.substring(space + 1);
    long pair = key(token(left, vocabulary, rank, where), token(right, vocabulary, rank, where));
    int slot = slot(pair);
    if (pairs[slot] == EMPTY) {
      pairs[slot] = pair;
      merged[slot] = Merges.pack(rank, token(left + right, vocabulary, rank, where));
    }
  }

  private static int token(String text, Vocabulary vocabulary, int rank, String where) {
    return vocabulary
        .textToken(text)
        .orElseThrow(() -> broken(where, rank, "\"" + text + "\" is not a token"));
  }

  private static UsherException broken(String where, int rank, String what) {
    return new UsherException(
        where,
        "tokenizer.ggml.merges[" + rank + "]: " + what + "; convert or download the model again");
  }

  @Override
  public long pair(int left, int right, byte[] bytes, int from, int to) {
    long pair = key(left, right);
    int slot = slot(pair);
    return pairs[slot] == pair ? merged[slot] : NONE;
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  /// The slot of this pair, or the free one where it belongs.
  private int slot(long pair) {
    long hash = pair * 0x9E37_79B9_7F4A_7C15L;
    int slot = (int) (hash >>> 32) & pairs.length - 1;
    while (pairs[slot] != EMPTY && pairs[slot] != pair) {
      slot = slot + 1 & pairs.length - 1;
    }
    return slot;
  }
}
