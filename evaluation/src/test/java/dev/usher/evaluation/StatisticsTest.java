package dev.usher.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

  /// Reference values from the formula of Wilson (1927), computed apart.
  @ParameterizedTest
  @CsvSource({
    "13, 13, 0.7719, 1",
    "0, 10, 0, 0.2775",
    "5, 10, 0.2366, 0.7634",
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "630, 700, 0.87555, 0.92009",
  })
  void wilsonIntervalsAreTheOnesInTheBooks(int hits, int of, double low, double high) {
    Proportion share = Proportion.of(hits, of);

    assertThat(share.low()).isCloseTo(low, within(5e-5));
    assertThat(share.high()).isCloseTo(high, within(5e-5));
    assertThat(share.rate()).isCloseTo((double) hits / of, within(1e-12));
  }

  @Test
  void ofNothingNothingIsKnown() {
    assertThat(Proportion.of(0, 0)).isEqualTo(new Proportion(0, 0, 0, 0, 1));
    assertThatThrownBy(() -> Proportion.of(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  /// Reference values from sums of whole binomial coefficients, computed apart.
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "5, 5, 1",
    "5, 0, 0.0625",
    "1, 9, 0.021484375",
    "2, 8, 0.109375",
    "27, 47, 0.026516832550684835",
  })
  void mcNemarIsTheExactBinomialTest(int mended, int broken, double p) {
    assertThat(McNemar.exact(mended, broken)).isCloseTo(p, within(1e-6));
    assertThat(McNemar.exact(broken, mended)).isCloseTo(p, within(1e-6));
  }

  @Test
  void mcNemarStandsLargeCounts() {
    assertThat(McNemar.exact(5000, 5000)).isCloseTo(1, within(1e-6));
    assertThat(McNemar.exact(6000, 4000)).isBetween(0.0, 1e-50);
  }

  @Test
  void percentilesAreTimesThatWereMeasured() {
    double[] times = IntStream.rangeClosed(1, 700).mapToDouble(i -> i).toArray();

    assertThat(Latency.of(times)).isEqualTo(new Latency(350, 630, 693, 350.5, 700));
    assertThat(Latency.of(new double[] {7})).isEqualTo(new Latency(7, 7, 7, 7, 7));
    assertThat(times[0]).isEqualTo(1);
  }

  @Test
  void argumentScoresAreOverAllSentencesTogether() {
    List<Grade> grades = List.of(grade(1, 1, 1), grade(0, 1, 3), grade(0, 0, 0), grade(2, 2, 2));

    ArgumentScores scores = ArgumentScores.of(grades, 42);

    assertThat(scores.precision().value()).isEqualTo(3 / 4.0);
    assertThat(scores.recall().value()).isEqualTo(3 / 6.0);
    assertThat(scores.f1().value()).isCloseTo(0.6, within(1e-12));
    assertThat(scores.f1().low()).isLessThan(0.6);
    assertThat(scores.f1().high()).isGreaterThan(0.6);
  }

  @Test
  void theIntervalOfArgumentScoresNarrowsWithTheRootOfTheCount() {
    List<Grade> some =
        Stream.of(Collections.nCopies(60, grade(1, 1, 1)), Collections.nCopies(40, grade(0, 1, 1)))
            .flatMap(List::stream)
            .toList();
    List<Grade> many = Collections.nCopies(25, some).stream().flatMap(List::stream).toList();

    Interval wide = ArgumentScores.of(some, 1).f1();
    Interval narrow = ArgumentScores.of(many, 1).f1();

    assertThat(wide.high() - wide.low()).isCloseTo(2 * 1.96 * Math.sqrt(0.24 / 100), within(0.03));
    assertThat((wide.high() - wide.low()) / (narrow.high() - narrow.low())).isBetween(4.0, 6.0);
  }

  @Test
  void theSeedDecidesTheInterval() {
    List<Grade> grades = List.of(grade(1, 1, 1), grade(0, 1, 3), grade(2, 2, 2));

    assertThat(ArgumentScores.of(grades, 1)).isEqualTo(ArgumentScores.of(grades, 1));
  }

  private static Grade grade(int right, int predicted, int expected) {
    boolean exact = right == predicted && right == expected;
    return new Grade(
        exact ? Grade.Result.EXACT : Grade.Result.WRONG,
        true,
        right,
        predicted,
        expected,
        exact ? List.of() : List.of(new Fault(Fault.Kind.VALUE, "t.a", "t.a")));
  }
}
