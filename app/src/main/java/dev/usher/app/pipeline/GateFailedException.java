package dev.usher.app.pipeline;

/// A gate said no: what was asked for is possible, but must not be done with this model.
public final class GateFailedException extends RuntimeException {
  /// A refusal.
  ///
  /// @param message which gate, why, and what to do
  public GateFailedException(String message) {
    super(message);
  }
}
