package dev.usher.model.constraint;

import java.util.Arrays;
import java.util.Comparator;

/// Byte texts with ids, merged by common beginnings and laid out flat: a node, then its first child
/// with everything below it, then the next child. A subtree is skipped by one assignment.
///
/// Node 0 is the root, the empty text.
final class PrefixTree {
  private final byte[] labels;
  private final int[] depths;
  private final int[] ends;
  private final int[] idsFrom;
  private final int[] ids;
  private final int nodes;
  private final int height;

  private PrefixTree(Builder builder) {
    this.nodes = builder.nodes;
    this.labels = Arrays.copyOf(builder.labels, nodes);
    this.depths = Arrays.copyOf(builder.depths, nodes);
    this.ends = Arrays.copyOf(builder.ends, nodes);
    this.idsFrom = Arrays.copyOf(builder.idsFrom, nodes + 1);
    this.ids = builder.ids;
    this.height = builder.height;
  }

  /// The tree of some texts.
  ///
  /// @param texts by id
  /// @param ids whose texts to take; no text is empty
  static PrefixTree of(byte[][] texts, int... ids) {
    int[] sorted =
        Arrays.stream(ids)
            .boxed()
            .sorted(
                Comparator.<Integer, byte[]>comparing(id -> texts[id], Arrays::compareUnsigned)
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    int room = 1 + Arrays.stream(sorted).map(id -> texts[id].length).sum();
    Builder builder = new Builder(room, sorted.length);
    for (int id : sorted) {
      builder.add(id, texts[id]);
    }
    builder.finish();
    return new PrefixTree(builder);
  }

  int nodes() {
    return nodes;
  }

  /// Bytes of the longest text.
  int height() {
    return height;
  }

  /// The last byte of a node's text, 0 to 255.
  int label(int node) {
    return labels[node] & 0xff;
  }

  /// Bytes of a node's text.
  int depth(int node) {
    return depths[node];
  }

  /// The node after everything below `node`.
  int end(int node) {
    return ends[node];
  }

  /// Where the ids of a node's text begin among [#id]; they end where the next node's begin.
  int idsFrom(int node) {
    return idsFrom[node];
  }

  int id(int index) {
    return ids[index];
  }

  boolean hasIds(int node) {
    return idsFrom[node] < idsFrom[node + 1];
  }

  /// The child of `node` with this last byte, 0 where there is none.
  int child(int node, int unsignedByte) {
    for (int child = node + 1; child < ends[node]; child = ends[child]) {
      if (label(child) == unsignedByte) {
        return child;
      }
    }
    return 0;
  }

  private static final class Builder {
    private final byte[] labels;
    private final int[] depths;
    private final int[] ends;
    private final int[] idsFrom;
    private final int[] ids;
    private byte[] open = {};
    private int[] path = {0};
    private int nodes = 1;
    private int count;
    private int height;

    Builder(int room, int texts) {
      labels = new byte[room];
      depths = new int[room];
      ends = new int[room];
      idsFrom = new int[room + 1];
      ids = new int[texts];
    }

    void add(int id, byte[] text) {
      int common = Arrays.mismatch(open, text);
      if (common >= 0) {
        close(common);
        path = Arrays.copyOf(path, text.length + 1);
        for (int at = common; at < text.length; at++) {
          labels[nodes] = text[at];
          depths[nodes] = at + 1;
          idsFrom[nodes] = count;
          path[at + 1] = nodes++;
        }
        open = text;
        height = Math.max(height, text.length);
      }
      ids[count++] = id;
    }

    /// Ends the nodes of the open text that are deeper than `depth`.
    private void close(int depth) {
      for (int at = open.length; at > depth; at--) {
        ends[path[at]] = nodes;
      }
    }

    void finish() {
      close(0);
      ends[0] = nodes;
      idsFrom[nodes] = count;
    }
  }
}
