package dev.usher.app.command;

/// A gate said no: what was asked for is possible, but must not be done with this model.
final class GateFailedException extends RuntimeException {
  GateFailedException(String message) {
    super(message);
  }
}
