package dev.usher.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void warmsUpInEqualSteps() {
    assertThat(Schedule.COSINE.factor(0, 100, 5)).isCloseTo(0.2, within(1e-12));
    assertThat(Schedule.CONSTANT.factor(3, 100, 5)).isCloseTo(0.8, within(1e-12));
    assertThat(Schedule.COSINE.factor(4, 100, 5)).isCloseTo(1, within(1e-12));
  }

  @Test
  void cosineEndsAtNothing() {
    assertThat(Schedule.COSINE.factor(5, 105, 5)).isCloseTo(1, within(1e-12));
    assertThat(Schedule.COSINE.factor(55, 105, 5)).isCloseTo(0.5, within(1e-12));
    assertThat(Schedule.COSINE.factor(105, 105, 5)).isCloseTo(0, within(1e-12));
  }

  @Test
  void constantStaysWhereItIs() {
    assertThat(Schedule.CONSTANT.factor(99, 100, 5)).isEqualTo(1);
  }
}
