package dev.usher.training.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static final int ROWS = 100; // a standard error of 4 to 5 points

  private static Checkpoint after(double... exact) {
    Checkpoint state = Checkpoint.start();
    for (double share : exact) {
      state = state.at(state.step() + 1).validated(new Trainer.Score(0.1, share, ROWS));
    }
    return state;
  }

  @Test
  void aBetterStepIsKept() {
    assertThat(after(0.5, 0.7).keptStep()).isEqualTo(2);
    assertThat(after(0.5, 0.7).withoutGain()).isZero();
  }

  @Test
  void aLaterStepIsKeptWithinTheNoise() {
    assertThat(after(0.84, 0.83).keptStep()).isEqualTo(2);
    assertThat(after(0.84, 0.83).withoutGain()).isEqualTo(1);
  }

  @Test
  void aStepThatIsClearlyWorseIsNotKept() {
    assertThat(after(0.84, 0.75).keptStep()).isEqualTo(1);
  }

  @Test
  void smallLossesDoNotAddUp() {
    assertThat(after(0.84, 0.81, 0.78, 0.75).keptStep()).isEqualTo(2);
  }
}
