package dev.usher.training.torch;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Cross entropy of the target tokens, and its gradient. The logits are the largest tensor of a
/// step; written out here, softmax minus one at the target, one copy of them is enough, where
/// libtorch's graph would hold three.
///
/// @param sum cross entropy summed over the targets
/// @param states gradient of `sum · scale` for the states (C, H), in the arithmetic's type
/// @param head the same for the head (V, H) in 32 bits, or null where it is frozen
record TargetLoss(double sum, Tensor states, @Nullable Tensor head) {

  /// The loss of states (C, H) whose next tokens are `targets` (C).
  static TargetLoss of(Tensor states, Tensor head, Tensor targets, double scale) {
    try (NoGradGuard _ = new NoGradGuard()) {
      ScalarType type = states.scalar_type();
      Tensor typed = head.to(type);
      Tensor gradient = logProbabilities(states, typed); // (C, V)
      Tensor column = targets.unsqueeze(1); // (C, 1)
      Tensor chosen = gradient.gather(1, column); // (C, 1)
      double sum = -chosen.sum().item_double();
      gradient.exp_().scatter_add_(1, column, torch.ones_like(chosen).neg_());
      Tensor scaled = gradient.mul_(new Scalar(scale)).to(type);
      return new TargetLoss(
          sum,
          torch.mm(scaled, typed),
          head.requires_grad() ? torch.mm(scaled.t(), states).to(ScalarType.Float) : null);
    }
  }

  private static Tensor logProbabilities(Tensor states, Tensor head) {
    return Tensors.alone(() -> torch.linear(states, head).to(ScalarType.Float).log_softmax(1));
  }
}
