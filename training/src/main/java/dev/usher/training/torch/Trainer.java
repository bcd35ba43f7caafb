package dev.usher.training.torch;

import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import dev.usher.training.Row;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// One optimiser step at a time over a [TrainableModel], and scoring without training.
final class Trainer {
  private static final long SUM = 2;
  private static final long NO_IGNORED_INDEX = -100;

  private final TrainableModel model;
  private final AdamW optimizer;
  private final double clip;
  private final Differentiation differentiation;

  /// What a step saw.
  ///
  /// @param loss mean cross entropy over the target tokens
  /// @param gradientNorm before clipping
  /// @param tokens trained on, padding not counted
  /// @param targets how many tokens the loss counted
  record Step(double loss, double gradientNorm, int tokens, int targets) {}

  /// How well rows are predicted when each token is seen after the right ones.
  ///
  /// @param loss mean cross entropy over the target tokens
  /// @param exact share of rows in which every target token was the most likely one: those that
  ///   unconstrained greedy decoding would write without a fault
  /// @param rows that were scored
  record Score(double loss, double exact, int rows) {
    /// Of the share of exact rows.
    double standardError() {
      return Math.sqrt(exact * (1 - exact) / rows);
    }
  }

  Trainer(TrainableModel model, AdamW optimizer, double clip, boolean gradientCheckpointing) {
    this.model = model;
    this.optimizer = optimizer;
    this.clip = clip;
    this.differentiation = new Differentiation(model, gradientCheckpointing);
  }

  /// Trains on the batches, their gradients summed before the one update.
  ///
  /// @param number of the step, from 0
  /// @throws FailedException if the loss or a gradient is not finite
  /// @throws UsherException if a tensor gets no gradient
  Step step(List<List<Row>> batches, double learningRate, long number, long seed) {
    torch.manual_seed(seed * 1_000_003L + number);
    int targets =
        batches.stream()
            .flatMap(List::stream)
            .mapToInt(row -> row.ids().length - row.promptLength())
            .sum();
    try (PointerScope _ = new PointerScope()) {
      double loss = 0;
      int tokens = 0;
      List<Tensor> gradients = List.of();
      for (List<Row> rows : batches) {
        Batch batch = Batch.of(rows);
        Differentiation.Result result = differentiation.of(batch, 1.0 / targets);
        loss += result.loss() / targets;
        tokens += batch.tokens();
        gradients = sum(gradients, result.gradients());
      }
      requireFinite(loss, "loss", number);
      double norm = norm(gradients);
      requireFinite(norm, "gradient norm", number);
      if (number == 1) {
        requireGradients(gradients);
      }
      optimizer.step(gradients, Math.max(1, (norm + 1e-6) / clip), learningRate, number + 1);
      return new Step(loss, norm, tokens, targets);
    }
  }

  /// Scores batches of rows.
  Score score(List<List<Row>> batches) {
    double loss = 0;
    long targets = 0;
    int exact = 0;
    int rows = 0;
    for (List<Row> batchRows : batches) {
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        Batch batch = Batch.of(batchRows);
        Tensor logits = model.graph().logits(batch);
        loss += crossEntropy(logits, batch);
        targets += batch.targetCount();
        exact += exactRows(logits, batch);
        rows += batchRows.size();
      }
    }
    return new Score(loss / targets, (double) exact / rows, rows);
  }

  private static int exactRows(Tensor logits, Batch batch) {
    Tensor wrong = logits.argmax(new LongOptional(1), false).ne(batch.targets());
    Tensor wrongFloats = wrong.to(torch.ScalarType.Float);
    float[] flags = Tensors.toArray(wrongFloats);
    boolean[] faulty = new boolean[batch.sequences()];
    for (int i = 0; i < flags.length; i++) {
      faulty[batch.targetRow()[i]] |= flags[i] != 0;
    }
    int exact = 0;
    for (boolean fault : faulty) {
      exact += fault ? 0 : 1;
    }
    return exact;
  }

  private static double crossEntropy(Tensor logits, Batch batch) {
    return torch
        .cross_entropy_loss(
            logits, batch.targets(), new TensorOptional(), SUM, NO_IGNORED_INDEX, 0.0)
        .item_double();
  }

  private static List<Tensor> sum(List<Tensor> sums, List<Tensor> gradients) {
    for (int i = 0; i < sums.size(); i++) {
      gradients.get(i).add_(sums.get(i));
    }
    return gradients;
  }

  private static double norm(List<Tensor> gradients) {
    double squares = 0;
    for (Tensor gradient : gradients) {
      double norm = gradient.norm().item_double();
      squares += norm * norm;
    }
    return Math.sqrt(squares);
  }

  /// At the second step every exported tensor has one: a down-projection has none at the first,
  /// while its up-projection is zero.
  private void requireGradients(List<Tensor> gradients) {
    Optional<String> untouched = model.withoutGradient(gradients);
    if (untouched.isPresent()) {
      throw Differentiation.noGradient(untouched.get());
    }
  }

  private static void requireFinite(double value, String what, long step) {
    if (!Double.isFinite(value)) {
      throw new FailedException(
          "step " + (step + 1),
          what + " is " + value + ", so nothing more can be learnt; lower the learning rate");
    }
  }
}
