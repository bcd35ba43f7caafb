package dev.usher.model.constraint;

import dev.usher.tools.grammar.Automaton;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text that is being written under a mask and a budget of tokens. At every place a way to
/// complete it within the budget is known, so it is never cut.
final class OpenText {
  private final TokenMask mask;
  private final Automaton automaton;
  private final TokenTrie trie;
  private int state;
  private byte[] wayOut;
  private int left;

  /// @param budget text tokens at most, the end of the turn not counted
  /// @throws IllegalArgumentException if the budget is too small for any text
  OpenText(TokenMask mask, int budget) {
    this.mask = mask;
    this.automaton = mask.automaton();
    this.trie = mask.trie();
    this.state = automaton.start();
    this.wayOut = automaton.shortestCompletion(state);
    this.left = budget;
    if (!trie.spells(wayOut, budget)) {
      throw new IllegalArgumentException(
          "no text of the grammar can be written with " + budget + " tokens");
    }
  }

  /// What may come next; [#take] has the last word.
  TokenSet allowed() {
    return mask.allowed(state);
  }

  /// Appends a token if it fits and leaves room to complete the text.
  ///
  /// @return whether it does
  boolean take(int token) {
    if (token == trie.endOfTurn()) {
      return automaton.accepting(state);
    }
    int next = left == 0 ? Automaton.DEAD : mask.advance(state, token);
    if (next == Automaton.DEAD) {
      return false;
    }
    byte[] shortest = automaton.shortestCompletion(next);
    if (!trie.spells(shortest, left - 1)) {
      shortest = remainder(trie.text(token));
      if (shortest == null || !trie.spells(shortest, left - 1)) {
        return false;
      }
    }
    state = next;
    wayOut = shortest;
    left--;
    return true;
  }

  /// The rest of the known way out after these bytes, `null` where they leave it.
  private byte @Nullable [] remainder(byte[] text) {
    boolean follows =
        text.length <= wayOut.length && Arrays.equals(text, 0, text.length, wayOut, 0, text.length);
    return follows ? Arrays.copyOfRange(wayOut, text.length, wayOut.length) : null;
  }

  /// A token that [#take] takes for certain: the next one of the known way out.
  int closing() {
    return wayOut.length == 0 ? trie.endOfTurn() : trie.firstToken(wayOut);
  }
}
