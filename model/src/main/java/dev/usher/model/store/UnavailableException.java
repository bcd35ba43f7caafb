package dev.usher.model.store;

import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;

/// A source that does not have the model, or cannot be reached; another one may.
final class UnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean unknown;

  /// A source that cannot say whether it has the model.
  UnavailableException(String reason) {
    this(reason, false);
  }

  private UnavailableException(String reason, boolean unknown) {
    super(reason);
    this.unknown = unknown;
  }

  /// A source that answers that it has no such model.
  static UnavailableException unknown(String reason) {
    return new UnavailableException(reason, true);
  }

  /// The same, said of a source.
  UnavailableException of(String source) {
    return new UnavailableException(source + ": " + reason(), unknown);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /// What to tell the user: that the reference is wrong, or that fetching failed.
  UsherException about(String reference, String message) {
    return unknown
        ? new UsherException(reference, message)
        : new FailedException(reference, message);
  }
}
