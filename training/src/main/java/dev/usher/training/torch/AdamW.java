package dev.usher.training.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), β 0.9 and 0.999, ε 1e-8.
///
/// It is libtorch's fused operator, which goes once over values, gradients and moments; of single
/// operations it would take eight rounds. The Java presets offer it through the dispatcher only.
final class AdamW {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final OperatorHandle FUSED =
      Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "");

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

  /// One update of the leaves `from` to `to`. Threads may update different leaves at the same time.
  ///
  /// @param gradients of all leaves, in their order; scaled in place
  /// @param gradientScale the gradients are divided by it first
  /// @param step counted from 1
  void step(
      List<Tensor> gradients,
      int from,
      int to,
      double gradientScale,
      double learningRate,
      long step) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      Tensor number = Tensors.scalar((float) step);
      IValueVector arguments = new IValueVector();
      List<Tensor> values = leaves.subList(from, to).stream().map(Leaf::value).toList();
      arguments.push_back(list(values));
      arguments.push_back(list(gradients.subList(from, to)));
      arguments.push_back(list(firstMoments.subList(from, to)));
      arguments.push_back(list(secondMoments.subList(from, to)));
      arguments.push_back(list(List.of())); // largest second moments, for a variant of Adam
      arguments.push_back(list(values.stream().map(_ -> number).toList()));
      for (double value : new double[] {learningRate, BETA1, BETA2, weightDecay, EPSILON}) {
        arguments.push_back(new IValue(value));
      }
      arguments.push_back(new IValue(false)); // that variant
      arguments.push_back(new IValue(false)); // maximise
      arguments.push_back(new IValue(Tensors.scalar((float) gradientScale)));
      arguments.push_back(new IValue()); // no flag for overflows
      FUSED.callBoxed(arguments);
    }
  }

  private static IValue list(List<Tensor> tensors) {
    GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
    tensors.forEach(tensor -> list.push_back(new IValue(tensor)));
    return new IValue(list);
  }
}
