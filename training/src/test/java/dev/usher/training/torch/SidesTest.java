package dev.usher.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SidesTest {

  @Test
  void bothAreUnderWayAtTheSameTime() {
    CountDownLatch met = new CountDownLatch(2);
    Supplier<Boolean> meeting =
        () -> {
          met.countDown();
          try {
            return met.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            return false;
          }
        };
    Sides.Both<Boolean> both = Sides.of(meeting, meeting);
    assertThat(both).isEqualTo(new Sides.Both<>(true, true));
  }

  @Test
  void whatTheOtherSideThrowsIsThrownAsItIs() {
    assertThatThrownBy(() -> Sides.of(() -> 1, () -> fail("the other")))
        .isExactlyInstanceOf(UsherException.class)
        .hasMessageContaining("the other");
  }

  @Test
  void afterAFailureNeitherIsStillUnderWay() {
    AtomicBoolean ended = new AtomicBoolean();
    assertThatThrownBy(() ->
            Sides.of(
                () -> fail("mine"),
                () -> {
                  rest();
                  ended.set(true);
                  return 1;
                }))
        .hasMessageContaining("mine");
    assertThat(ended).isTrue();
  }

  private static int fail(String where) {
    throw new UsherException(where, "does not work");
  }

  private static void rest() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
