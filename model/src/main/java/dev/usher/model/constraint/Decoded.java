package dev.usher.model.constraint;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A complete text of a grammar, as a model wrote it token by token.
///
/// @param text the text
/// @param steps a step for each token, the last of which ended the turn
public record Decoded(String text, List<Step> steps) {
  /// Copies the steps.
  public Decoded {
    steps = List.copyOf(steps);
  }

  /// One token, and what else it could have been.
  ///
  /// @param token its id
  /// @param from the offset of its first byte in the UTF-8 text
  /// @param to the offset after its last byte
  /// @param allowed how many tokens the grammar allowed here
  /// @param probability its share among the allowed; 1 where it was the only one
  /// @param rivals the strongest others, in falling order
  public record Step(
      int token, int from, int to, int allowed, double probability, List<Rival> rivals) {
    /// Copies the rivals.
    public Step {
      rivals = List.copyOf(rivals);
    }

    /// Whether there was anything to choose.
    ///
    /// @return whether more than one token was allowed
    public boolean chosen() {
      return allowed > 1;
    }
  }

  /// A token that was not chosen.
  ///
  /// @param token its id
  /// @param text its text, empty for the end of the turn
  /// @param probability its share among the allowed
  public record Rival(int token, String text, double probability) {
    static Rival of(Candidates.Share share, TokenTrie trie) {
      String text = new String(trie.text(share.token()), StandardCharsets.UTF_8);
      return new Rival(share.token(), text, share.probability());
    }
  }

  /// The product of the probabilities of all tokens.
  ///
  /// @return between 0 and 1
  public double probability() {
    double product = 1;
    for (Step step : steps) {
      product *= step.probability();
    }
    return product;
  }
}
