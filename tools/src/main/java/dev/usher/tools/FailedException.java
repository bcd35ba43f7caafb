package dev.usher.tools;

/// A failure that no input is to blame for: a network that is not there, a training that diverged
/// or was killed. The same again, later or in another way, may work.
public final class FailedException extends UsherException {
  private static final long serialVersionUID = 1;

  /// A failure at a place.
  ///
  /// @param where what failed
  /// @param message what went wrong and what to do
  public FailedException(String where, String message) {
    super(where, message);
  }
}
