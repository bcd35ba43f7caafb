package dev.usher.model.tokenizer;

import java.util.Arrays;

/// Merges the symbols of one piece: always the pair of the lowest rank, the leftmost where ranks
/// are equal, until no pair is left.
///
/// The symbols are a linked list in arrays; the pairs wait in a binary heap of `rank << 32 | left
/// symbol`. An entry whose pair has changed meanwhile is known by its rank and skipped, so a piece
/// of n symbols costs O(n log n). Not safe for several threads.
final class Merger {

  private static final int GONE = -2;

  private final Merges merges;
  private byte[] bytes = {};
  private int[] ids = new int[32];
  private int[] starts = new int[33];
  private int[] next = new int[32];
  private int[] previous = new int[32];
  private int count;
  private long[] heap = new long[64];
  private int waiting;

  Merger(Merges merges) {
    this.merges = merges;
  }

  /// Begins a new piece, of which `bytes` holds the symbols.
  void begin(byte[] bytes) {
    this.bytes = bytes;
    count = 0;
    waiting = 0;
  }

  /// Appends the symbol `[from, to)` of the piece, a token or -1; symbols follow each other.
  void add(int id, int from, int to) {
    if (count == ids.length) {
      grow();
    }
    ids[count] = id;
    starts[count] = from;
    starts[count + 1] = to;
    next[count] = count + 1;
    previous[count] = count - 1;
    count++;
  }

  private void grow() {
    int size = ids.length * 2;
    ids = Arrays.copyOf(ids, size);
    starts = Arrays.copyOf(starts, size + 1);
    next = Arrays.copyOf(next, size);
    previous = Arrays.copyOf(previous, size);
  }

  /// Merges what was added. Afterwards the symbols run from 0 through [#next] to [#count].
  void merge() {
    for (int symbol = 0; symbol + 1 < count; symbol++) {
      offer(symbol);
    }
    while (waiting > 0) {
      long entry = poll();
      int left = (int) entry;
      long merge = pair(left);
      if (merge != Merges.NONE && Merges.rank(merge) == (int) (entry >> 32)) {
        join(left, Merges.id(merge));
      }
    }
  }

  int count() {
    return count;
  }

  int next(int symbol) {
    return next[symbol];
  }

  int id(int symbol) {
    return ids[symbol];
  }

  int start(int symbol) {
    return starts[symbol];
  }

  int end(int symbol) {
    return starts[next[symbol]];
  }

  private void join(int left, int id) {
    int right = next[left];
    ids[left] = id;
    ids[right] = GONE;
    next[left] = next[right];
    if (next[left] < count) {
      previous[next[left]] = left;
      offer(left);
    }
    if (previous[left] >= 0) {
      offer(previous[left]);
    }
  }

  private long pair(int left) {
    int right = next[left];
    return ids[left] == GONE || right >= count
        ? Merges.NONE
        : merges.pair(ids[left], ids[right], bytes, starts[left], end(right));
  }

  private void offer(int left) {
    long merge = pair(left);
    if (merge != Merges.NONE) {
      push((merge & 0xFFFF_FFFF_0000_0000L) | left);
    }
  }

  private void push(long entry) {
    if (waiting == heap.length) {
      heap = Arrays.copyOf(heap, waiting * 2);
    }
    int at = waiting++;
    while (at > 0 && heap[(at - 1) / 2] > entry) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = entry;
  }

  private long poll() {
    long first = heap[0];
    long last = heap[--waiting];
    int at = 0;
    while (2 * at + 1 < waiting) {
      int child = 2 * at + 1;
      if (child + 1 < waiting && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
