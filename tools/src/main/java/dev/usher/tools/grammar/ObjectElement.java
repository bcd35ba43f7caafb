package dev.usher.tools.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keys and values between brackets, each key at most once and required keys always.
final class ObjectElement implements Element, Opening.Body {
  /// How an object looks.
  enum Style {
    /// `{"key":value}`.
    JSON('{', '}', ':'),
    /// `(key=value)`; a key that is no word in quotes.
    CALL('(', ')', '=');

    private final char opening;
    private final char closing;
    private final char colon;

    Style(char opening, char closing, char colon) {
      this.opening = opening;
      this.closing = closing;
      this.colon = colon;
    }

    char closing() {
      return closing;
    }

    char colon() {
      return colon;
    }

    char opening() {
      return opening;
    }

    /// A key with its colon.
    String key(String name) {
      boolean bare = this == CALL && name.matches("[A-Za-z_][A-Za-z_0-9]*");
      return (bare ? name : CanonicalJson.quote(name)) + colon;
    }

    /// Members between brackets.
    String enclose(List<String> members) {
      return opening + String.join(",", members) + closing;
    }
  }

  /// A declared property.
  record Member(String name, Element value, boolean required) {}

  /// What an object may hold.
  ///
  /// @param additional the values of keys that are not declared; `null` where there are none
  /// @param different pairs of indices of members that must differ
  record Shape(List<Member> members, @Nullable Element additional, List<int[]> different) {}

  private final Style style;
  private final KeyOrder order;
  private final List<byte[]> keys = new ArrayList<>();
  private final List<Element> values;
  private final BitSet required = new BitSet();
  private final BitSet usable = new BitSet();
  private final ByteTrie declared;
  private final @Nullable Element additional;
  private final Element freeKey;
  private final Differences different;
  private final Element close;
  private final long cost;

  ObjectElement(Shape shape, Style style, KeyOrder order) {
    this.style = style;
    this.order = order;
    this.values = shape.members().stream().map(Member::value).toList();
    List<byte[]> quoted = new ArrayList<>();
    for (Member member : shape.members()) {
      required.set(keys.size(), member.required());
      usable.set(keys.size(), member.value().cost() != Cost.NEVER);
      keys.add(style.key(member.name()).getBytes(StandardCharsets.UTF_8));
      quoted.add(CanonicalJson.quote(member.name()).getBytes(StandardCharsets.UTF_8));
    }
    this.declared = ByteTrie.of(keys);
    Element free = shape.additional();
    this.additional = free == null || free.cost() == Cost.NEVER ? null : free;
    this.freeKey = freeKey(ByteTrie.of(quoted), style);
    this.different = new Differences(shape.different(), values, required);
    this.close = LiteralElement.of(style.closing());
    this.cost = shortest();
  }

  private static Element freeKey(ByteTrie declared, Style style) {
    return switch (style) {
      case JSON -> StringElement.key(declared, true);
      case CALL ->
          new ChoiceElement(List.of(new WordElement(declared), StringElement.key(declared, false)));
    };
  }

  private long shortest() {
    if (!different.possible(new BitSet(), Memory.EMPTY.values())) {
      return Cost.NEVER;
    }
    long first = required.isEmpty() ? 1 : 0;
    return Cost.sum(missing(new BitSet()), 1 + first);
  }

  /// At least how many bytes the required members that are not written take, a separator before
  /// each.
  long missing(BitSet written) {
    long sum = 0;
    for (int i = required.nextSetBit(0); i >= 0; i = required.nextSetBit(i + 1)) {
      if (!written.get(i)) {
        sum = Cost.sum(sum, Cost.sum(1 + keys.get(i).length, values.get(i).cost()));
      }
    }
    return sum;
  }

  @Override
  public int openingByte() {
    return style.opening();
  }

  @Override
  public long cost() {
    return cost;
  }

  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    if (cost != Cost.NEVER) {
      out.add(below.push(new Opening(this)));
    }
  }

  @Override
  public void opened(Stack below, Set<Stack> out) {
    BitSet nothing = new BitSet();
    if (complete(nothing)) {
      close.open(below, Watch.NONE, out);
    }
    openKey(nothing, Memory.EMPTY, below, out);
  }

  /// Whether all required members are written.
  boolean complete(BitSet written) {
    BitSet missing = (BitSet) required.clone();
    missing.andNot(written);
    return missing.isEmpty();
  }

  /// Adds the places where a next key begins, if there may be one.
  void openKey(BitSet written, Memory memory, Stack below, Set<Stack> out) {
    BitSet available = available(written, memory, below.relaxed());
    if (!available.isEmpty()) {
      out.add(below.push(new ObjectPlaces.Key(this, written, memory, declared, available)));
    }
    if (additional != null && (order == KeyOrder.ANY || complete(written))) {
      BitSet then = (BitSet) written.clone();
      if (order == KeyOrder.DECLARED) {
        then.set(0, values.size());
      }
      Watch watch = below.relaxed() ? Watch.NONE : Watch.of(memory.keys(), Watch.FREE_KEY);
      freeKey.open(below.push(new ObjectPlaces.Colon(this, then, memory)), watch, out);
    }
  }

  private BitSet available(BitSet written, Memory memory, boolean relaxed) {
    BitSet available = (BitSet) usable.clone();
    available.andNot(written);
    if (order == KeyOrder.DECLARED) {
      int next = nextRequired(written);
      if (next >= 0) {
        available.clear(next + 1, Math.max(next + 1, values.size()));
      }
    }
    if (!relaxed) {
      for (int i : available.stream().toArray()) {
        available.set(i, different.open(i, written, memory.values()));
      }
    }
    return available;
  }

  private int nextRequired(BitSet written) {
    BitSet missing = (BitSet) required.clone();
    missing.andNot(written);
    return missing.nextSetBit(0);
  }

  /// Adds the places where the value of a declared member begins.
  void openValue(int member, BitSet written, Memory memory, Stack below, Set<Stack> out) {
    BitSet then = (BitSet) written.clone();
    if (order == KeyOrder.DECLARED) {
      then.set(0, member);
    }
    then.set(member);
    Watch watch = Watch.NONE;
    Memory kept = memory;
    if (!below.relaxed()) {
      Set<Integer> remembered = different.remembered(then);
      Set<String> forbidden = different.forbidden(member, written, memory.values());
      int noteAs = remembered.contains(member) ? member : Watch.NOTHING;
      watch = Watch.of(forbidden, noteAs);
      kept = memory.keeping(remembered);
    }
    values.get(member).open(below.push(new ObjectPlaces.Value(this, then, kept)), watch, out);
  }

  /// Adds the places where the value of a key that is not declared begins.
  void openFreeValue(BitSet written, Memory memory, Stack below, Set<Stack> out) {
    if (additional != null) {
      additional.open(below.push(new ObjectPlaces.Value(this, written, memory)), Watch.NONE, out);
    }
  }

  int closingByte() {
    return style.closing();
  }

  int colonByte() {
    return style.colon();
  }

  byte[] key(int member) {
    return keys.get(member);
  }

  boolean isRequired(int member) {
    return required.get(member);
  }

  long valueCost(int member) {
    return values.get(member).cost();
  }

  long freeValueCost() {
    return additional == null ? Cost.NEVER : additional.cost();
  }
}
