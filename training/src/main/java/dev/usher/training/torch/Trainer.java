package dev.usher.training.torch;

import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import dev.usher.training.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// One optimiser step at a time over a [TrainableModel], and scoring without training; on one
/// thread, or on two that have half of the rows and half of the trained tensors each (see [Sides]).
final class Trainer {
  private static final long SUM = 2;
  private static final long NO_IGNORED_INDEX = -100;

  private final TrainableModel model;
  private final AdamW optimizer;
  private final double clip;
  private final Differentiation differentiation;
  private final boolean twoSides;

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

  /// @param twoSides whether two threads are at work; not with dropout, which draws in one order
  Trainer(
      TrainableModel model,
      AdamW optimizer,
      double clip,
      boolean gradientCheckpointing,
      boolean twoSides) {
    this.model = model;
    this.optimizer = optimizer;
    this.clip = clip;
    this.differentiation = new Differentiation(model, gradientCheckpointing);
    this.twoSides = twoSides;
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
        Differentiation.Result result = differentiate(rows, 1.0 / targets);
        loss += result.loss() / targets;
        tokens += rows.stream().mapToInt(row -> row.ids().length).sum();
        gradients = gradients.isEmpty() ? result.gradients() : sum(gradients, result.gradients());
      }
      requireFinite(loss, "loss", number);
      double norm = norm(gradients);
      requireFinite(norm, "gradient norm", number);
      if (number == 1) {
        requireGradients(gradients);
      }
      update(gradients, Math.max(1, (norm + 1e-6) / clip), learningRate, number + 1);
      return new Step(loss, norm, tokens, targets);
    }
  }

  /// The loss of a batch and its gradients, which belong to the scope around it.
  private Differentiation.Result differentiate(List<Row> rows, double scale) {
    if (!twoSides || rows.size() == 1) {
      return differentiation.of(Batch.of(rows), scale);
    }
    List<List<Row>> halves = halves(rows);
    Sides.Both<Differentiation.Result> both =
        Sides.of(
            () -> differentiation.of(Batch.of(halves.getFirst()), scale),
            () -> kept(halves.getLast(), scale));
    Differentiation.Result other = both.other();
    other.gradients().forEach(Tensors::own);
    return new Differentiation.Result(
        both.mine().loss() + other.loss(), sum(both.mine().gradients(), other.gradients()));
  }

  /// The same on a thread that has no scope.
  private Differentiation.Result kept(List<Row> rows, double scale) {
    try (PointerScope _ = new PointerScope()) {
      Differentiation.Result result = differentiation.of(Batch.of(rows), scale);
      return new Differentiation.Result(
          result.loss(), result.gradients().stream().map(Tensors::keptShare).toList());
    }
  }

  /// Every other item each: neighbours are of like length, so the halves are as much work.
  private static <T> List<List<T>> halves(List<T> items) {
    List<List<T>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < items.size(); i++) {
      halves.get(i % 2).add(items.get(i));
    }
    return halves;
  }

  private List<Tensor> sum(List<Tensor> sums, List<Tensor> gradients) {
    overLeaves((from, to) -> {
      for (int i = from; i < to; i++) {
        sums.get(i).add_(gradients.get(i));
      }
      return 0;
    });
    return sums;
  }

  private double norm(List<Tensor> gradients) {
    return Math.sqrt(
        overLeaves((from, to) -> {
          double squares = 0;
          for (Tensor gradient : gradients.subList(from, to)) {
            double norm = gradient.norm().item_double();
            squares += norm * norm;
          }
          return squares;
        }));
  }

  private void update(List<Tensor> gradients, double scale, double rate, long step) {
    overLeaves((from, to) -> {
      optimizer.step(gradients, from, to, scale, rate, step);
      return 0;
    });
  }

  /// Work on the leaves `from` to `to`.
  private interface LeafWork {
    double of(int from, int to);

    default double alone(int from, int to) {
      try (PointerScope _ = new PointerScope()) {
        return of(from, to);
      }
    }
  }

  /// Does it on all leaves, and sums what comes of it.
  private double overLeaves(LeafWork work) {
    int all = model.leaves().size();
    if (!twoSides) {
      return work.alone(0, all);
    }
    int middle = model.middle();
    Sides.Both<Double> both = Sides.of(() -> work.alone(0, middle), () -> work.alone(middle, all));
    return both.mine() + both.other();
  }

  /// Scores batches of rows.
  Score score(List<List<Row>> batches) {
    if (!twoSides) {
      return sum(batches).score();
    }
    List<List<List<Row>>> halves = halves(batches);
    Sides.Both<Sum> both = Sides.of(() -> sum(halves.getFirst()), () -> sum(halves.getLast()));
    return both.mine().plus(both.other()).score();
  }

  /// What scoring counts.
  private record Sum(double loss, long targets, int exact, int rows) {
    Sum plus(Sum other) {
      return new Sum(
          loss + other.loss, targets + other.targets, exact + other.exact, rows + other.rows);
    }

    Score score() {
      return new Score(loss / targets, (double) exact / rows, rows);
    }
  }

  private Sum sum(List<List<Row>> batches) {
    Sum sum = new Sum(0, 0, 0, 0);
    for (List<Row> rows : batches) {
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        Batch batch = Batch.of(rows);
        Tensor logits = model.graph().logits(batch);
        sum =
            sum.plus(
                new Sum(
                    crossEntropy(logits, batch),
                    batch.targetCount(),
                    exactRows(logits, batch),
                    rows.size()));
      }
    }
    return sum;
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
