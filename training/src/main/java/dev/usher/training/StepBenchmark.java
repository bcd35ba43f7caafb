package dev.usher.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How fast the trainer is, as a share of what the machine's matrix product reaches in the same
/// process.
public final class StepBenchmark {
  private StepBenchmark() {}

  /// What was measured.
  ///
  /// @param method what was trained
  /// @param precision the arithmetic
  /// @param sequences rows a step
  /// @param length tokens a row, of which the second half is the target
  /// @param firstLoss of the steps, so that a speed is never shown of a step that computes nonsense
  /// @param lastLoss after the steps
  /// @param medianSeconds of a step
  /// @param bestSeconds of a step
  /// @param gigaflop matrix work of a step, in 10⁹ floating-point operations
  /// @param peakGigaflops 10⁹ operations a second of 2,048-square products in the arithmetic used,
  ///   one on each of the threads that a step has at work
  /// @param peakBytes largest resident memory of the process
  public record Measured(
      TrainingMethod method,
      Precision precision,
      int sequences,
      int length,
      double firstLoss,
      double lastLoss,
      double medianSeconds,
      double bestSeconds,
      double gigaflop,
      double peakGigaflops,
      long peakBytes)
      implements TrainingEvent {

    /// Tokens a second of the median step.
    ///
    /// @return prompt and target tokens a second
    public double tokensPerSecond() {
      return sequences * length / medianSeconds;
    }

    /// Matrix work a second of the median step as a share of the peak.
    ///
    /// @return in (0, 1)
    public double shareOfPeak() {
      return gigaflop / medianSeconds / peakGigaflops;
    }
  }

  /// Measures in a child JVM with the trainer's own settings.
  ///
  /// @param base the base model
  /// @param method what is trained
  /// @param sequences rows a step
  /// @param length tokens a row
  /// @param gradientCheckpointing as in [TrainingOptions]
  /// @return what was measured
  public static Measured run(
      Path base, TrainingMethod method, int sequences, int length, boolean gradientCheckpointing) {
    List<Measured> measured = new ArrayList<>();
    TrainerProcess.run(
        List.of(
            "benchmark",
            base.toString(),
            method.name(),
            Integer.toString(sequences),
            Integer.toString(length),
            Boolean.toString(gradientCheckpointing)),
        event -> {
          if (event instanceof Measured result) {
            measured.add(result);
          }
        });
    return measured.getFirst();
  }
}
