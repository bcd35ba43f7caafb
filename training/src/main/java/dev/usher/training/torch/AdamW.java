package dev.usher.training.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), β 0.9 and 0.999, ε 1e-8.
///
/// Each leaf is updated in one go while it is in the cache.
final class AdamW {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<Leaf> leaves;
  private final double weightDecay;
  private final List<Tensor> firstMoments = new ArrayList<>();
  private final List<Tensor> secondMoments = new ArrayList<>();

  AdamW(List<Leaf> leaves, double weightDecay) {
    this.leaves = leaves;
    this.weightDecay = weightDecay;
    for (Leaf leaf : leaves) {
      long[] shape = Tensors.shape(leaf.value()).stream().mapToLong(Long::longValue).toArray();
      firstMoments.add(Tensors.keptZeros(shape));
      secondMoments.add(Tensors.keptZeros(shape));
    }
  }

  List<Tensor> firstMoments() {
    return firstMoments;
  }

  List<Tensor> secondMoments() {
    return secondMoments;
  }

  /// One update.
  ///
  /// @param gradients in the order of the leaves
  /// @param step counted from 1
  void step(List<Tensor> gradients, double learningRate, long step) {
    double correction1 = 1 - Math.pow(BETA1, (double) step);
    double correction2 = 1 - Math.pow(BETA2, (double) step);
    for (int i = 0; i < leaves.size(); i++) {
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        Tensor value = leaves.get(i).value();
        Tensor gradient = gradients.get(i);
        value.mul_(new Scalar(1 - learningRate * weightDecay));
        firstMoments.get(i).lerp_(gradient, new Scalar(1 - BETA1));
        secondMoments.get(i).mul_(new Scalar(BETA2));
        secondMoments.get(i).addcmul_(gradient, gradient, new Scalar(1 - BETA2));
        Tensor denominator = secondMoments.get(i).sqrt();
        denominator.div_(new Scalar(Math.sqrt(correction2))).add_(new Scalar(EPSILON));
        value.addcdiv_(firstMoments.get(i), denominator, new Scalar(-learningRate / correction1));
      }
    }
  }
}
