package dev.usher.dataset.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AskingTest {
  private final List<Integer> made = new ArrayList<>();
  private final List<Integer> refused = new ArrayList<>();

  private Asking all(int count, int atOnce, Function<Integer, Outcome<String>> ask) {
    return Asking.<Integer, String>all(
        IntStream.range(0, count).iterator(),
        atOnce,
        ask,
        new Asking.Keeper<>() {
          @Override
          public void made(Integer item, String teacher, String value) {
            made.add(item);
          }

          @Override
          public void refused(Integer item, String teacher, String reason) {
            refused.add(item);
          }
        });
  }

  private static Outcome<String> done(int item) {
    return new Outcome.Made<>("anna", "row " + item);
  }

  @Test
  void oneAtATimeKeepsTheOrder() {
    all(200, 1, AskingTest::done);
    assertThat(made).isEqualTo(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void whatComesFirstIsTakenFirstAndNoMoreAreUnderWayThanAllowed() {
    CountDownLatch others = new CountDownLatch(19);
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    all(
        20,
        4,
        item -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          if (item == 0) {
            await(others);
          }
          others.countDown();
          underWay.decrementAndGet();
          return done(item);
        });
    assertThat(made).hasSize(20);
    assertThat(made.indexOf(0)).isGreaterThan(15);
    assertThat(most.get()).isBetween(1, 4);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDenialBeginsNoMoreAndKeepsWhatIsUnderWay() {
    CountDownLatch denied = new CountDownLatch(1);
    Asking asking =
        all(
            100,
            3,
            item -> {
              if (item == 1) {
                denied.countDown();
                return new Outcome.Denied<>("no key; get one");
              }
              await(denied);
              return done(item);
            });
    assertThat(asking.stopped()).contains("no key; get one");
    assertThat(made).contains(0, 2).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void missesInARowStopButOthersOnlyCount() {
    Asking some =
        all(50, 1, item -> item % 5 == 0 ? done(item) : new Outcome.Missed<>("time was up"));
    assertThat(some.missed()).isEqualTo(40);
    assertThat(some.stopped()).isEmpty();
    Asking none = all(50, 1, _ -> new Outcome.Missed<>("time was up"));
    assertThat(none.missed()).isEqualTo(10);
    assertThat(none.stopped().orElseThrow()).contains("10 questions in a row", "time was up");
  }

  @Test
  void tenQuestionsInARowThatNobodyTakesStopAndNoneOfThemIsRefused() {
    Asking asking =
        all(
            50,
            1,
            item ->
                item < 3
                    ? done(item)
                    : item % 4 == 0
                        ? new Outcome.Missed<>("time was up")
                        : new Outcome.Rejected<>("anna", "HTTP 400: unknown field 'seed'"));
    assertThat(asking.stopped().orElseThrow())
        .contains("10 questions in a row were not taken", "anna: HTTP 400: unknown field 'seed'");
    assertThat(made).containsExactly(0, 1, 2);
    assertThat(refused).isEmpty();
    assertThat(asking.missed()).isBetween(12, 14);
  }

  @Test
  void aQuestionThatNobodyTakesAmongOthersIsRefused() {
    Asking asking =
        all(
            40,
            1,
            item ->
                item % 10 == 9 ? done(item) : new Outcome.Rejected<>("anna", "HTTP 400: too long"));
    assertThat(asking.stopped()).isEmpty();
    assertThat(made).containsExactly(9, 19, 29, 39);
    assertThat(refused).hasSize(36);
    all(3, 1, _ -> new Outcome.Rejected<>("anna", "HTTP 400: too long"));
    assertThat(refused).hasSize(39);
  }

  @Test
  void aMistakeInTheInputReachesTheCaller() {
    assertThatThrownBy(() ->
            all(
                5,
                2,
                _ -> {
                  throw new UsherException("tools.json", "has a mistake");
                }))
        .isInstanceOf(UsherException.class)
        .hasMessage("tools.json: has a mistake");
  }
}
