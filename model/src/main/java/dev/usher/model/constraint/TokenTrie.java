package dev.usher.model.constraint;

import dev.usher.model.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.WeakHashMap;
import java.util.stream.IntStream;

/// The text tokens of a vocabulary, merged by common beginnings of their bytes. Control tokens and
/// the token that ends a turn are not among them: they stand for no text.
///
/// Made once for each tokenizer and shared by all grammars. Immutable, safe for use by many
/// threads.
public final class TokenTrie {
  private static final Map<Tokenizer, TokenTrie> SHARED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static final int NEVER = Integer.MAX_VALUE;

  private final byte[][] texts;
  private final int endOfTurn;
  private final PrefixTree all;
  private final PrefixTree unusual;
  private final long[] plain;
  private final int[] byFirstByte = new int[256];
  private final boolean[] single = new boolean[256];

  private TokenTrie(Tokenizer tokenizer) {
    int size = tokenizer.vocabularySize();
    this.endOfTurn = tokenizer.endOfTurn();
    this.texts =
        IntStream.range(0, size).mapToObj(id -> text(id, tokenizer)).toArray(byte[][]::new);
    int[] withText = IntStream.range(0, size).filter(id -> texts[id].length > 0).toArray();
    this.all = PrefixTree.of(texts, withText);
    this.unusual =
        PrefixTree.of(
            texts, Arrays.stream(withText).filter(id -> !PlainText.isPlain(texts[id])).toArray());
    this.plain = new long[(size + 63) >> 6];
    Arrays.stream(withText)
        .filter(id -> PlainText.isPlain(texts[id]))
        .forEach(id -> plain[id >> 6] |= 1L << id);
    for (int child = 1; child < all.nodes(); child = all.end(child)) {
      byFirstByte[all.label(child)] = child;
      single[all.label(child)] = all.hasIds(child);
    }
  }

  private static byte[] text(int id, Tokenizer tokenizer) {
    boolean none = tokenizer.isControl(id) || id == tokenizer.endOfTurn();
    return none ? new byte[0] : tokenizer.bytes(id);
  }

  /// The trie of a tokenizer: the same one for as long as the tokenizer is in use.
  ///
  /// @param tokenizer whose tokens are taken
  /// @return its trie
  public static TokenTrie of(Tokenizer tokenizer) {
    return SHARED.computeIfAbsent(tokenizer, TokenTrie::new);
  }

  /// How many tokens the vocabulary has, all kinds together.
  ///
  /// @return the number
  public int vocabularySize() {
    return texts.length;
  }

  /// The token that ends a turn.
  ///
  /// @return its id
  public int endOfTurn() {
    return endOfTurn;
  }

  /// The bytes of a token, none for one that stands for no text; not to be written to.
  byte[] text(int id) {
    return texts[id];
  }

  /// All text tokens.
  PrefixTree all() {
    return all;
  }

  /// The text tokens that are not [PlainText].
  PrefixTree unusual() {
    return unusual;
  }

  /// A bit for each token that is [PlainText]; a fresh copy.
  long[] plain() {
    return plain.clone();
  }

  /// Whether the text can be spelled with at most so many tokens.
  boolean spells(byte[] text, int tokens) {
    return (text.length <= tokens && spellsByteByByte(text)) || spelling(text)[0] <= tokens;
  }

  private boolean spellsByteByByte(byte[] text) {
    for (byte b : text) {
      if (!single[b & 0xff]) {
        return false;
      }
    }
    return true;
  }

  /// The fewest tokens that spell a text; empty where none do.
  ///
  /// @param text any bytes
  /// @return the number
  public OptionalInt fewestTokens(byte[] text) {
    int fewest = spelling(text)[0];
    return fewest == NEVER ? OptionalInt.empty() : OptionalInt.of(fewest);
  }

  /// The first token of a spelling with the fewest tokens, of the longest such and the lowest id.
  ///
  /// @throws IllegalArgumentException where there is no spelling, or the text is empty
  int firstToken(byte[] text) {
    int[] fewest = spelling(text);
    if (text.length == 0 || fewest[0] == NEVER) {
      throw new IllegalArgumentException("no tokens spell the text");
    }
    int found = -1;
    int node = byFirstByte[text[0] & 0xff];
    for (int at = 1; node != 0; at++) {
      if (all.hasIds(node) && fewest[at] == fewest[0] - 1) {
        found = all.id(all.idsFrom(node));
      }
      node = at < text.length ? all.child(node, text[at] & 0xff) : 0;
    }
    return found;
  }

  /// For each place the fewest tokens from there to the end.
  private int[] spelling(byte[] text) {
    int[] fewest = new int[text.length + 1];
    for (int from = text.length - 1; from >= 0; from--) {
      int best = NEVER;
      int node = byFirstByte[text[from] & 0xff];
      for (int at = from + 1; node != 0; at++) {
        if (all.hasIds(node) && fewest[at] != NEVER) {
          best = Math.min(best, fewest[at] + 1);
        }
        node = at < text.length ? all.child(node, text[at] & 0xff) : 0;
      }
      fewest[from] = best;
    }
    return fewest;
  }
}
