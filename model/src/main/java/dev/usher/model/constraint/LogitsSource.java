package dev.usher.model.constraint;

/// A language model at work on one sequence: it takes tokens and scores what may come next.
public interface LogitsSource {
  /// Appends tokens to the sequence.
  ///
  /// @param tokens ids
  /// @param from index of the first
  /// @param count how many
  void feed(int[] tokens, int from, int count);

  /// The scores of all tokens after the last one fed.
  ///
  /// @return a score for each token of the vocabulary; the source may use the array again
  float[] logits();

  /// The scores of some tokens after the last one fed.
  ///
  /// @param tokens ids
  /// @param count how many of them
  /// @param out takes the scores, in the order of the ids
  void logits(int[] tokens, int count, float[] out);
}
