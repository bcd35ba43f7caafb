package dev.usher.training.torch;

import dev.usher.tools.UsherException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// The loss of a batch and its gradients, either from one graph of the whole model, or with
/// gradient checkpointing: then only the inputs of the blocks are kept, and each block is computed
/// a second time when its turn comes on the way back. That takes about a third more time, and the
/// memory of one block's graph instead of all (Chen et al. 2016, "Training Deep Nets with Sublinear
/// Memory Cost").
final class Differentiation {
  private final TrainableModel model;
  private final boolean checkpointing;
  private final TensorVector leaves = new TensorVector();

  /// What a batch gave.
  ///
  /// @param loss cross entropy summed over the targets
  /// @param gradients of `loss · scale` for the model's leaves, in their order
  record Result(double loss, List<Tensor> gradients) {}

  Differentiation(TrainableModel model, boolean checkpointing) {
    this.model = model;
    this.checkpointing = checkpointing;
    model.leaves().forEach(leaf -> leaves.push_back(leaf.value()));
  }

  /// Computes both; the tensors belong to the scope around it.
  ///
  /// @throws UsherException if a leaf has no part in the loss
  Result of(Batch batch, double scale) {
    @Nullable Tensor[] gradients = new Tensor[model.leaves().size()];
    double loss =
        checkpointing ? blockByBlock(batch, scale, gradients) : atOnce(batch, scale, gradients);
    for (int i = 0; i < gradients.length; i++) {
      if (gradients[i] == null) {
        throw noGradient(model.leaves().get(i).name());
      }
    }
    return new Result(loss, Arrays.stream(gradients).map(Objects::requireNonNull).toList());
  }

  private double atOnce(Batch batch, double scale, @Nullable Tensor[] gradients) {
    LlamaGraph graph = model.graph();
    Tensor states = graph.states(graph.hidden(batch, true), batch);
    TargetLoss loss = loss(states, batch, scale, gradients);
    collect(back(states, loss.states(), leaves), 0, gradients);
    return loss.sum();
  }

  private double blockByBlock(Batch batch, double scale, @Nullable Tensor[] gradients) {
    LlamaGraph graph = model.graph();
    Deque<Input> inputs = inputs(batch);
    Tensor hidden = inputs.removeLast().leaf(); // (N, H)
    Tensor states = graph.states(hidden, batch);
    TargetLoss loss = loss(states, batch, scale, gradients);
    TensorVector found = back(states, loss.states(), withLeaves(hidden));
    collect(found, 1, gradients);
    for (int block = graph.blocks() - 1; block >= 0; block--) {
      Tensor ofOutput = found.get(0); // (N, H)
      Input input = inputs.removeLast();
      int index = block;
      found =
          Tensors.alone(() -> {
            input.restoreDraws();
            Tensor x = input.leaf();
            Tensor output = graph.block(index, x, batch, true);
            return back(output, ofOutput, withLeaves(x));
          });
      collect(found, 1, gradients);
    }
    return loss.sum();
  }

  /// What a block was given.
  ///
  /// @param hidden (N, H)
  /// @param draws state of the generator that dropout draws from
  private record Input(Tensor hidden, Tensor draws) {
    static Input of(Tensor hidden) {
      return new Input(hidden, generator().get_state());
    }

    private static Generator generator() {
      return torch.getDefaultCPUGenerator();
    }

    void restoreDraws() {
      generator().set_state(draws);
    }

    Tensor leaf() {
      return hidden.detach().requires_grad_(true);
    }
  }

  /// The inputs of all blocks, and the output of the last.
  private Deque<Input> inputs(Batch batch) {
    LlamaGraph graph = model.graph();
    Deque<Input> inputs = new ArrayDeque<>();
    try (NoGradGuard _ = new NoGradGuard()) {
      inputs.add(Input.of(graph.embed(batch)));
      for (int i = 0; i < graph.blocks(); i++) {
        Tensor x = inputs.getLast().hidden();
        int index = i;
        inputs.add(Input.of(Tensors.alone(() -> graph.block(index, x, batch, true))));
      }
    }
    return inputs;
  }

  /// The loss of the states (C, H), and the head's own gradient, where it is trained.
  private TargetLoss loss(Tensor states, Batch batch, double scale, @Nullable Tensor[] gradients) {
    Tensor head = model.graph().head();
    TargetLoss loss = TargetLoss.of(states, head, batch.targets(), scale);
    for (int i = 0; i < gradients.length; i++) {
      if (loss.head() != null && model.leaves().get(i).value().is_same(head)) {
        gradients[i] = loss.head();
      }
    }
    return loss;
  }

  private TensorVector withLeaves(Tensor first) {
    TensorVector all = new TensorVector(first);
    model.leaves().forEach(leaf -> all.push_back(leaf.value()));
    return all;
  }

  /// Gradients for `inputs`, undefined ones for those that the output does not depend on.
  private static TensorVector back(Tensor output, Tensor ofOutput, TensorVector inputs) {
    return torch.grad(
        new TensorVector(output),
        inputs,
        new TensorVector(ofOutput),
        new BoolOptional(),
        false,
        true);
  }

  /// Notes the leaves' gradients that are there; the first leaf's is at `from`.
  private static void collect(TensorVector found, int from, @Nullable Tensor[] gradients) {
    for (int i = 0; i < gradients.length; i++) {
      Tensor gradient = found.get(from + i);
      if (gradient.defined()) {
        gradients[i] = gradient;
      }
    }
  }

  /// What to say of a tensor that would not be trained.
  static UsherException noGradient(String name) {
    return new UsherException(
        name,
        "receives no gradient, so it would not be trained; expected every trained tensor to take"
            + " part in the loss (check the target modules)");
  }
}
