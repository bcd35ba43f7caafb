package dev.usher.tools.grammar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A node of a prefix tree over byte texts, each known by its index in the list the tree was made
/// from. Equal only to itself.
final class ByteTrie {
  private final int depth;
  private final TreeMap<Integer, ByteTrie> children = new TreeMap<>();
  private final BitSet members = new BitSet();
  private int end = -1;

  private ByteTrie(int depth) {
    this.depth = depth;
  }

  static ByteTrie of(List<byte[]> texts) {
    ByteTrie root = new ByteTrie(0);
    for (int i = 0; i < texts.size(); i++) {
      root.insert(texts.get(i), i);
    }
    return root;
  }

  private void insert(byte[] text, int index) {
    ByteTrie node = this;
    node.members.set(index);
    for (byte b : text) {
      int childDepth = node.depth + 1;
      node = node.children.computeIfAbsent(b & 0xff, _ -> new ByteTrie(childDepth));
      node.members.set(index);
    }
    node.end = index;
  }

  @Nullable ByteTrie next(int unsignedByte) {
    return children.get(unsignedByte);
  }

  /// How many bytes lead here.
  int depth() {
    return depth;
  }

  /// The text that ends here, or -1.
  int end() {
    return end;
  }

  boolean leaf() {
    return children.isEmpty();
  }

  /// Whether a text of `wanted` ends here or further on.
  boolean reaches(BitSet wanted) {
    return members.intersects(wanted);
  }

  /// The texts of `wanted` that end here or further on.
  List<Integer> reached(BitSet wanted) {
    List<Integer> found = new ArrayList<>();
    for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
      if (wanted.get(i)) {
        found.add(i);
      }
    }
    return found;
  }
}
