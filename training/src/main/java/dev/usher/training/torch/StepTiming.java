package dev.usher.training.torch;

import dev.usher.model.llama.LlamaConfig;
import dev.usher.training.LoraOptions;
import dev.usher.training.Precision;
import dev.usher.training.Row;
import dev.usher.training.StepBenchmark;
import dev.usher.training.TrainingMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Times optimiser steps on random rows of one length.
final class StepTiming {
  private static final int STEPS = 12;
  private static final int PEAK_SIZE = 2048;
  private static final int RANK = 16;

  private final BaseModel base;
  private final TrainingMethod method;
  private final int sequences;
  private final int length;
  private final boolean gradientCheckpointing;

  StepTiming(
      BaseModel base,
      TrainingMethod method,
      int sequences,
      int length,
      boolean gradientCheckpointing) {
    this.base = base;
    this.method = method;
    this.sequences = sequences;
    this.length = length;
    this.gradientCheckpointing = gradientCheckpointing;
  }

  StepBenchmark.Measured measure() {
    Precision precision = PrecisionProbe.choose(Precision.AUTO);
    var type = PrecisionProbe.type(precision);
    TrainableModel model =
        switch (method) {
          case FULL -> TrainableModel.full(base.config(), base.weights(), type);
          case LORA ->
              TrainableModel.lora(
                  base.config(), base.weights(), type, LoraOptions.ofRank(RANK), 42, null);
        };
    AdamW optimizer = new AdamW(model.leaves(), 0.01);
    Threads threads = new Threads(Runtime.getRuntime().availableProcessors());
    threads.use(threads.twoSides());
    Trainer trainer = new Trainer(model, optimizer, 1.0, gradientCheckpointing, threads.twoSides());
    List<Row> rows = rows();
    List<Double> losses = new ArrayList<>();
    double[] seconds = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      long start = System.nanoTime();
      losses.add(trainer.step(List.of(rows), 1e-4, i, 42).loss());
      seconds[i] = (System.nanoTime() - start) / 1e9;
    }
    Arrays.sort(seconds);
    return new StepBenchmark.Measured(
        method,
        precision,
        sequences,
        length,
        losses.getFirst(),
        losses.getLast(),
        seconds[STEPS / 2],
        seconds[0],
        gigaflop(model.parameters()),
        peak(type, threads.twoSides()),
        NativeProcess.peakBytes());
  }

  /// 10⁹ operations a second of square products, one on each side at the same time.
  private static double peak(ScalarType type, boolean twoSides) {
    Supplier<Double> product = () -> PrecisionProbe.bestSeconds(type, PEAK_SIZE);
    double products = 2 * Math.pow(PEAK_SIZE, 3) / 1e9;
    if (!twoSides) {
      return products / product.get();
    }
    Sides.Both<Double> seconds = Sides.of(product, product);
    return 2 * products / Math.max(seconds.mine(), seconds.other());
  }

  private List<Row> rows() {
    SplittableRandom random = new SplittableRandom(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < sequences; i++) {
      rows.add(new Row(random.ints(length, 0, base.config().vocabulary()).toArray(), length / 2));
    }
    return rows;
  }

  /// The work of a step, a forward pass that is repeated not counted twice.
  ///
  /// Two operations a weight and token forward, two for the gradient of the input, two for that of
  /// a trained weight; the head only where a target stands, its weights frozen.
  private double gigaflop(long trained) {
    LlamaConfig config = base.config();
    double attention =
        (double) config.hidden() * (2 * config.querySize() + 2 * config.keyValueSize());
    double weights = config.layers() * (attention + 3.0 * config.hidden() * config.feedForward());
    double tokens = (double) sequences * length;
    double head = tokens / 2 * 4 * config.hidden() * config.vocabulary();
    double perToken =
        switch (method) {
          case FULL -> 6 * weights;
          case LORA -> 4 * weights + 6.0 * trained;
        };
    return (tokens * perToken + head) / 1e9;
  }
}
