package dev.usher.model.tokenizer;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// Finds the token that consists of given bytes: an open-addressing hash table over a vocabulary.
final class PieceTable {

  private final Vocabulary vocabulary;
  private final int[] slots;
  private final int longest;

  /// A table of the tokens that `included` accepts.
  PieceTable(Vocabulary vocabulary, IntPredicate included) {
    this.vocabulary = vocabulary;
    this.slots = new int[Integer.highestOneBit(Math.max(vocabulary.size(), 1)) * 4];
    Arrays.fill(slots, -1);
    int most = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      byte[] bytes = vocabulary.bytes(id);
      if (bytes.length > 0 && included.test(id)) {
        insert(bytes, id);
        most = Math.max(most, bytes.length);
      }
    }
    this.longest = most;
  }

  private void insert(byte[] bytes, int id) {
    int slot = slot(hash(bytes, 0, bytes.length));
    while (slots[slot] >= 0) {
      if (Arrays.equals(vocabulary.bytes(slots[slot]), bytes)) {
        return;
      }
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = id;
  }

  /// The token of the bytes `[from, to)`, or -1.
  int find(byte[] bytes, int from, int to) {
    if (to - from > longest) {
      return -1;
    }
    int slot = slot(hash(bytes, from, to));
    while (slots[slot] >= 0) {
      byte[] candidate = vocabulary.bytes(slots[slot]);
      if (Arrays.equals(candidate, 0, candidate.length, bytes, from, to)) {
        return slots[slot];
      }
      slot = slot + 1 & slots.length - 1;
    }
    return -1;
  }

  private int slot(int hash) {
    return hash & slots.length - 1;
  }

  static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ hash >>> 15;
  }
}
