package dev.usher.model.constraint;

import dev.usher.tools.grammar.Automaton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which tokens may come next in a text of a grammar: those whose bytes the automaton takes one
/// after the other. The token that ends a turn may come exactly where the text is complete.
///
/// How: the trie of the vocabulary and the automaton are walked together, so a whole subtree of
/// tokens falls at the first byte that does not fit. The result is kept for each state's
/// [outline][Automaton#outline], of which a catalogue has few. Inside a free string nearly all
/// tokens fit; there only the tokens are walked that are not plain text.
///
/// Any way to spell a text with tokens is admitted, characters split over several tokens included.
/// Safe for use by many threads.
public final class TokenMask {
  /// How many sets are kept before all are dropped: a bound on memory for a grammar with very many
  /// states, far above what a catalogue needs.
  private static final int KEPT = 4096;

  private final Automaton automaton;
  private final TokenTrie trie;
  private final Map<Integer, TokenSet> sets = new ConcurrentHashMap<>();

  /// Makes the mask of a grammar for a vocabulary.
  ///
  /// @param automaton of the grammar
  /// @param trie of the vocabulary
  public TokenMask(Automaton automaton, TokenTrie trie) {
    this.automaton = automaton;
    this.trie = trie;
  }

  /// The grammar.
  ///
  /// @return its automaton
  public Automaton automaton() {
    return automaton;
  }

  /// The vocabulary.
  ///
  /// @return its trie
  public TokenTrie trie() {
    return trie;
  }

  /// The tokens that may come next. Where `state` is not its own outline a few of them may not;
  /// then [#advance] says so.
  ///
  /// @param state of the automaton
  /// @return the tokens, never none
  public TokenSet allowed(int state) {
    int outline = automaton.outline(state);
    TokenSet known = sets.get(outline);
    if (known != null) {
      return known;
    }
    TokenSet made = compute(outline);
    if (sets.size() >= KEPT) {
      sets.clear();
    }
    sets.put(outline, made);
    return made;
  }

  /// The state after a text token.
  ///
  /// @param state of the automaton
  /// @param token id of a text token
  /// @return the state after its bytes, [Automaton#DEAD] where they do not fit
  public int advance(int state, int token) {
    byte[] text = trie.text(token);
    int next = text.length == 0 ? Automaton.DEAD : state;
    for (int at = 0; at < text.length && next != Automaton.DEAD; at++) {
      next = automaton.step(next, text[at] & 0xff);
    }
    return next;
  }

  private TokenSet compute(int state) {
    boolean free = PlainText.leavesUnchanged(state, automaton);
    long[] bits = free ? trie.plain() : new long[(trie.vocabularySize() + 63) >> 6];
    walk(free ? trie.unusual() : trie.all(), state, bits);
    if (automaton.accepting(state)) {
      set(bits, trie.endOfTurn());
    }
    return TokenSet.of(bits, trie.vocabularySize());
  }

  private void walk(PrefixTree tree, int state, long[] bits) {
    int[] states = new int[tree.height() + 1];
    states[0] = state;
    int nodes = tree.nodes();
    for (int node = 1; node < nodes; ) {
      int depth = tree.depth(node);
      int next = automaton.step(states[depth - 1], tree.label(node));
      if (next == Automaton.DEAD) {
        node = tree.end(node);
        continue;
      }
      states[depth] = next;
      int to = tree.idsFrom(node + 1);
      for (int index = tree.idsFrom(node); index < to; index++) {
        set(bits, tree.id(index));
      }
      node++;
    }
  }

  private static void set(long[] bits, int id) {
    bits[id >> 6] |= 1L << id;
  }
}
