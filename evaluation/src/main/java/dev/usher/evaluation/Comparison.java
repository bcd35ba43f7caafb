package dev.usher.evaluation;

import dev.usher.tools.UsherException;
import java.util.List;

/// Two scorecards over the same sentences, pair by pair: the only fair way to say that one router
/// is better than another.
///
/// @param bothExact sentences that both get right
/// @param mended sentences that only the second gets right
/// @param broken sentences that only the first gets right
/// @param neitherExact sentences that neither gets right
/// @param p the two-sided probability of such a parting by chance, see [McNemar]
public record Comparison(int bothExact, int mended, int broken, int neitherExact, double p) {

  /// Compares.
  ///
  /// @param first the one to beat
  /// @param second the other one
  /// @return the counts and the probability
  /// @throws UsherException if they are not over the same sentences
  public static Comparison of(Scorecard first, Scorecard second) {
    if (!texts(first).equals(texts(second))) {
      throw new UsherException(
          second.lineage().data().name(),
          "holds other sentences than %s; evaluate both on the same file"
              .formatted(first.lineage().data().name()));
    }
    int[] counts = new int[4];
    for (int i = 0; i < first.sentences(); i++) {
      int before = first.rows().get(i).result() == Grade.Result.EXACT ? 1 : 0;
      int after = second.rows().get(i).result() == Grade.Result.EXACT ? 1 : 0;
      counts[2 * before + after]++;
    }
    return new Comparison(
        counts[3], counts[1], counts[2], counts[0], McNemar.exact(counts[1], counts[2]));
  }

  private static List<String> texts(Scorecard scorecard) {
    return scorecard.rows().stream().map(row -> row.text() + "\n" + row.expected()).toList();
  }
}
