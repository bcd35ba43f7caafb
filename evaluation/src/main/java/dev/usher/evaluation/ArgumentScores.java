package dev.usher.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// How well arguments are found, over all sentences together (micro average).
///
/// Arguments of one sentence hang together, so the intervals come from drawing *sentences* with
/// replacement (percentile bootstrap, seeded), not arguments.
///
/// @param right arguments predicted with the expected value
/// @param predicted arguments predicted
/// @param expected arguments expected
/// @param precision right over predicted; 0 where none is predicted
/// @param recall right over expected; 0 where none is expected
/// @param f1 their harmonic mean; 0 where both are
public record ArgumentScores(
    int right, int predicted, int expected, Interval precision, Interval recall, Interval f1) {

  private static final int RESAMPLES = 1000;

  private record Counts(int right, int predicted, int expected) {
    double precision() {
      return predicted == 0 ? 0 : (double) right / predicted;
    }

    double recall() {
      return expected == 0 ? 0 : (double) right / expected;
    }

    double f1() {
      int both = predicted + expected;
      return both == 0 ? 0 : 2.0 * right / both;
    }
  }

  /// The scores of many grades.
  ///
  /// @param grades one a sentence
  /// @param seed decides the draws
  /// @return the scores
  public static ArgumentScores of(List<Grade> grades, long seed) {
    Counts all = sum(grades, null);
    Random random = new Random(seed);
    Counts[] draws = new Counts[RESAMPLES];
    Arrays.setAll(draws, _ -> sum(grades, random));
    return new ArgumentScores(
        all.right(),
        all.predicted(),
        all.expected(),
        interval(all, draws, Counts::precision),
        interval(all, draws, Counts::recall),
        interval(all, draws, Counts::f1));
  }

  /// The counts of all grades, or of as many drawn from them.
  private static Counts sum(List<Grade> grades, @Nullable Random draw) {
    int right = 0;
    int predicted = 0;
    int expected = 0;
    for (int i = 0; i < grades.size(); i++) {
      Grade grade = grades.get(draw == null ? i : draw.nextInt(grades.size()));
      right += grade.argumentsRight();
      predicted += grade.argumentsPredicted();
      expected += grade.argumentsExpected();
    }
    return new Counts(right, predicted, expected);
  }

  private static Interval interval(Counts all, Counts[] draws, ToDoubleFunction<Counts> figure) {
    double[] sorted = Arrays.stream(draws).mapToDouble(figure).sorted().toArray();
    return new Interval(
        figure.applyAsDouble(all),
        sorted[(int) Math.floor(0.025 * (RESAMPLES - 1))],
        sorted[(int) Math.ceil(0.975 * (RESAMPLES - 1))]);
  }
}
