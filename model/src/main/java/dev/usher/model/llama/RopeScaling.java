package dev.usher.model.llama;

import java.util.List;

/// How the frequencies of rotary position embedding are stretched for contexts longer than those of
/// the first training.
public sealed interface RopeScaling {
  /// Not at all.
  record None() implements RopeScaling {}

  /// Every frequency by the same factor.
  ///
  /// @param factor positive
  record Linear(double factor) implements RopeScaling {
    /// Checks the factor.
    public Linear {
      requirePositive("factor", factor);
    }
  }

  /// As Llama 3.1: long waves by the factor, short ones not, a smooth passage between.
  ///
  /// @param factor positive
  /// @param lowFrequency waves longer than `originalContext / lowFrequency` are stretched in full
  /// @param highFrequency waves shorter than `originalContext / highFrequency` are kept
  /// @param originalContext length of context of the first training
  record Llama3(double factor, double lowFrequency, double highFrequency, double originalContext)
      implements RopeScaling {
    /// Checks that all are positive and in order.
    public Llama3 {
      requirePositive("factor", factor);
      requirePositive("low_freq_factor", lowFrequency);
      requirePositive("original_max_position_embeddings", originalContext);
      requirePositive("high_freq_factor - low_freq_factor", highFrequency - lowFrequency);
    }
  }

  /// A divisor for each frequency, as GGUF files have it for Llama 3.1.
  ///
  /// @param divisors half a head's size of them
  record Divisors(List<Double> divisors) implements RopeScaling {
    /// Checks and copies the divisors.
    public Divisors {
      divisors = List.copyOf(divisors);
      divisors.forEach(divisor -> requirePositive("rope_freqs", divisor));
    }
  }

  /// The frequency that takes the place of another.
  ///
  /// @param index of the pair of values in a head
  /// @param frequency in radians per position
  /// @return the stretched frequency
  default double scaled(int index, double frequency) {
    return switch (this) {
      case None() -> frequency;
      case Linear(double factor) -> frequency / factor;
      case Divisors(List<Double> divisors) -> frequency / divisors.get(index);
      case Llama3 llama3 -> scaled(llama3, frequency);
    };
  }

  private static double scaled(Llama3 scaling, double frequency) {
    double waves = scaling.originalContext() * frequency / (2 * Math.PI);
    double share =
        (waves - scaling.lowFrequency()) / (scaling.highFrequency() - scaling.lowFrequency());
    double kept = Math.clamp(share, 0.0, 1.0);
    return kept * frequency + (1 - kept) * frequency / scaling.factor();
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("rope " + name + " is " + value + ", expected > 0");
    }
  }
}
