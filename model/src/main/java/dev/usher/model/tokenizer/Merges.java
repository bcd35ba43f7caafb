package dev.usher.model.tokenizer;

/// Which neighbouring symbols become one, and which first.
interface Merges {

  /// What [#pair] gives for symbols that never merge.
  long NONE = -1;

  /// The merge of two neighbours whose bytes together are `bytes[from, to)`: its rank (0 first) in
  /// the upper half, the id of the merged token in the lower; or [#NONE]. An id is -1 where a
  /// symbol is no token.
  long pair(int left, int right, byte[] bytes, int from, int to);

  static long pack(int rank, int id) {
    return (long) rank << 32 | id;
  }

  static int rank(long merge) {
    return (int) (merge >> 32);
  }

  static int id(long merge) {
    return (int) merge;
  }
}
