package dev.usher.model.constraint;

import dev.usher.model.constraint.Candidates.Share;
import dev.usher.model.constraint.Decoded.Rival;
import dev.usher.model.constraint.Decoded.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Greedy decoding under a token mask: at each place the allowed token with the highest score, of
/// equal ones that with the lowest id. What comes out is always a whole text of the grammar.
///
/// Where only one token is allowed the model is not asked; such tokens are fed together with the
/// next one. Where few are allowed only they are scored. Near the end of the budget a token is
/// passed over if the text could not be completed after it.
///
/// Keeps working memory; for one thread at a time.
public final class ConstrainedDecoder {
  /// After so many refusals at one place the known way to the end is taken.
  private static final int REFUSALS = 64;

  private final TokenMask mask;
  private final Candidates candidates;

  /// Makes a decoder.
  ///
  /// @param mask of the grammar and the vocabulary
  public ConstrainedDecoder(TokenMask mask) {
    this(mask, new Candidates(mask.trie().vocabularySize()));
  }

  private ConstrainedDecoder(TokenMask mask, Candidates candidates) {
    this.mask = mask;
    this.candidates = candidates;
  }

  /// A decoder for another grammar over the same vocabulary.
  ///
  /// @param other its mask
  /// @return a decoder that shares this one's working memory and thread
  public ConstrainedDecoder over(TokenMask other) {
    return other == mask ? this : new ConstrainedDecoder(other, candidates);
  }

  /// The fewest tokens, end of the turn included, with which a text of the grammar can be written;
  /// a [#decode] needs a budget of at least so many.
  ///
  /// @param mask of the grammar and the vocabulary
  /// @return the number
  /// @throws IllegalArgumentException if the vocabulary cannot spell the grammar's shortest text
  public static int smallestBudget(TokenMask mask) {
    byte[] shortest = mask.automaton().shortestCompletion(mask.automaton().start());
    int tokens =
        mask.trie()
            .fewestTokens(shortest)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the vocabulary has no tokens for \""
                        + new String(shortest, StandardCharsets.UTF_8)
                        + '"'));
    return tokens + 1;
  }

  /// Writes a text after what the source has been fed.
  ///
  /// @param source has been fed the prompt, and is fed the tokens of the text but for the last
  ///   ones, after which nothing needed to be asked
  /// @param budget tokens at most, end of the turn included
  /// @return the text
  /// @throws IllegalArgumentException if the budget is below [#smallestBudget]
  public Decoded decode(LogitsSource source, int budget) {
    return new Run(source, new OpenText(mask, budget - 1), budget).decoded();
  }

  private final class Run {
    private final LogitsSource source;
    private final OpenText open;
    private final List<Step> steps = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final int[] unfed;
    private int waiting;

    Run(LogitsSource source, OpenText open, int budget) {
      this.source = source;
      this.open = open;
      this.unfed = new int[budget];
    }

    Decoded decoded() {
      do {
        steps.add(next());
      } while (steps.getLast().token() != mask.trie().endOfTurn());
      return new Decoded(text.toString(StandardCharsets.UTF_8), steps);
    }

    private Step next() {
      TokenSet allowed = open.allowed();
      if (allowed.size() == 1) {
        int token = allowed.ids().findFirst().orElseThrow();
        take(token);
        return step(allowed, List.of(new Share(token, 1)));
      }
      feed();
      candidates.load(allowed, source);
      return step(allowed, candidates.shares(choose()));
    }

    private void feed() {
      if (waiting > 0) {
        source.feed(unfed, 0, waiting);
        waiting = 0;
      }
    }

    private int choose() {
      for (int refused = 0; refused < REFUSALS; refused++) {
        int token = candidates.best();
        if (open.take(token)) {
          return token;
        }
        candidates.reject(token);
      }
      int token = open.closing();
      take(token);
      return token;
    }

    private void take(int token) {
      if (!open.take(token)) {
        throw new IllegalStateException("token " + token + " does not fit, though it must");
      }
    }

    private Step step(TokenSet allowed, List<Share> shares) {
      int token = shares.getFirst().token();
      byte[] bytes = mask.trie().text(token);
      int from = text.size();
      text.writeBytes(bytes);
      unfed[waiting++] = token;
      List<Rival> rivals =
          shares.stream().skip(1).map(share -> Rival.of(share, mask.trie())).toList();
      double probability = shares.getFirst().probability();
      return new Step(token, from, text.size(), allowed.size(), probability, rivals);
    }
  }
}
