package dev.usher.model.store;

/// A source that does not have the model, or cannot be reached; another one may.
final class UnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  UnavailableException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
