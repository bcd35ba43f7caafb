package dev.usher.training;

/// The arithmetic of the trainer. Master weights and optimiser state are 32-bit in all of them.
public enum Precision {
  /// Measured at the start: [#BF16] where the processor multiplies it faster than [#F32].
  AUTO,
  /// IEEE 754 single precision.
  F32,
  /// bfloat16 for matrix products, single precision for the residual stream and the loss.
  BF16
}
