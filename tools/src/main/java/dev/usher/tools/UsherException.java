package dev.usher.tools;

/// Bad input or a failure that the user can do something about. Its message says where, what was
/// expected and what to do; it is shown without a stack trace.
public sealed class UsherException extends RuntimeException permits FailedException {
  private static final long serialVersionUID = 1;

  private final String where;

  /// A failure at a place.
  ///
  /// @param where file and line, file and offset, or JSON pointer
  /// @param message what is wrong, what was expected, what to do
  public UsherException(String where, String message) {
    super(where + ": " + message);
    this.where = where;
  }

  /// File and line, file and offset, or JSON pointer.
  ///
  /// @return the place that the message starts with
  public String where() {
    return where;
  }
}
