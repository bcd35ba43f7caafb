package dev.usher.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TargetLossTest {
  private static final int TARGETS = 5;
  private static final int HIDDEN = 6;
  private static final int VOCABULARY = 11;
  private static final double SCALE = 0.25;

  private static Tensor random(long seed, int rows) {
    Random random = new Random(seed);
    float[] values = new float[rows * HIDDEN];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensors.kept(values, ScalarType.Float, rows, HIDDEN).set_requires_grad(true);
  }

  @Test
  void lossAndGradientsAreThoseOfAutomaticDifferentiation() {
    try (PointerScope _ = new PointerScope()) {
      Tensor states = random(1, TARGETS);
      Tensor head = random(2, VOCABULARY);
      Tensor targets = Tensors.longs(new long[] {3, 0, 10, 3, 7}, TARGETS);
      Tensor expected =
          torch.cross_entropy_loss(
              torch.linear(states, head), targets, new TensorOptional(), 2, -100, 0.0);
      expected.mul(new Scalar(SCALE)).backward();

      TargetLoss loss = TargetLoss.of(states, head, targets, SCALE);

      assertThat(loss.sum()).isCloseTo(expected.item_double(), within(1e-5));
      assertThat(Tensors.toArray(loss.states()))
          .containsExactly(Tensors.toArray(states.grad()), within(1e-6f));
      assertThat(loss.head()).isNotNull();
      assertThat(Tensors.toArray(loss.head()))
          .containsExactly(Tensors.toArray(head.grad()), within(1e-6f));
    }
  }

  @Test
  void aFrozenHeadHasNoGradient() {
    try (PointerScope _ = new PointerScope()) {
      Tensor head = random(2, VOCABULARY).detach();
      Tensor targets = Tensors.longs(new long[] {1}, 1);
      assertThat(TargetLoss.of(random(1, 1), head, targets, 1).head()).isNull();
    }
  }
}
