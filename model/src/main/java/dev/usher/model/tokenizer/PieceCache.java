package dev.usher.model.tokenizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Remembers the ids of pieces that were merged before: one entry a slot, a newer piece takes the
/// slot of an older one, so its size is bounded.
///
/// Threads share it without locks. An entry is immutable, so whoever sees one sees all of it; a
/// write that is lost only costs a merge.
final class PieceCache {

  private static final int SLOTS = 1 << 13;
  private static final int LONGEST_PIECE = 48;

  private static final class Entry {
    final byte[] piece;
    final int[] ids;

    Entry(byte[] piece, int[] ids) {
      this.piece = piece;
      this.ids = ids;
    }
  }

  private final @Nullable Entry[] slots = new Entry[SLOTS];

  /// The ids of these bytes, not copied, or null where they are not remembered.
  int @Nullable [] find(Utf8Buffer piece) {
    if (piece.length() > LONGEST_PIECE) {
      return null;
    }
    Entry entry = slots[slot(piece)];
    return entry != null
            && Arrays.equals(entry.piece, 0, entry.piece.length, piece.bytes(), 0, piece.length())
        ? entry.ids
        : null;
  }

  void remember(Utf8Buffer piece, int[] ids) {
    if (piece.length() <= LONGEST_PIECE) {
      slots[slot(piece)] = new Entry(piece.copy(), ids);
    }
  }

  private static int slot(Utf8Buffer piece) {
    return PieceTable.hash(piece.bytes(), 0, piece.length()) & SLOTS - 1;
  }
}
