package dev.usher.tools.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One of a list of texts.
final class ConstantElement implements Element {
  private final List<String> texts;
  private final ByteTrie root;

  /// @param texts the texts, a char for each byte
  ConstantElement(List<String> texts) {
    this.texts = texts.stream().distinct().toList();
    List<byte[]> bytes = new ArrayList<>();
    for (String text : this.texts) {
      bytes.add(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    this.root = ByteTrie.of(bytes);
  }

  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    BitSet allowed = new BitSet();
    for (int i = 0; i < texts.size(); i++) {
      allowed.set(i, !watch.forbidden().contains(texts.get(i)));
    }
    if (!allowed.isEmpty()) {
      out.add(below.push(new Place(this, root, allowed, watch.noteAs())));
    }
  }

  @Override
  public long cost() {
    return texts.stream().mapToLong(String::length).min().orElse(Cost.NEVER);
  }

  @Override
  public Optional<Set<String>> values() {
    return Optional.of(new HashSet<>(texts));
  }

  private record Place(ConstantElement element, ByteTrie node, BitSet allowed, int noteAs)
      implements Frame {
    @Override
    public void step(int next, Stack below, Set<Stack> out) {
      ByteTrie child = node.next(next);
      if (child == null || !child.reaches(allowed)) {
        return;
      }
      if (child.leaf()) {
        below.noted(noteAs, element.texts.get(child.end())).resume(out);
      } else {
        out.add(below.push(new Place(element, child, allowed, noteAs)));
      }
    }

    @Override
    public boolean mayEnd() {
      return node.end() >= 0 && allowed.get(node.end());
    }

    private String shortest() {
      String best = "";
      for (int index : node.reached(allowed)) {
        String rest = element.texts.get(index).substring(node.depth());
        if (best.isEmpty() || rest.length() < best.length()) {
          best = rest;
        }
      }
      return best;
    }

    @Override
    public long cost() {
      return mayEnd() ? 0 : shortest().length();
    }

    @Override
    public byte[] hint() {
      return mayEnd() ? new byte[0] : shortest().getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
