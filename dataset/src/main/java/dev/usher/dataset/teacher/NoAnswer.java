package dev.usher.dataset.teacher;

/// Carries a reply that is no answer through a library that knows only answers and exceptions.
final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Reply reply;
  private final boolean ofSchemaMode;

  NoAnswer(Reply reply) {
    this(reply, false);
  }

  NoAnswer(Reply reply, boolean ofSchemaMode) {
    super("no answer", null, false, false);
    this.reply = reply;
    this.ofSchemaMode = ofSchemaMode;
  }

  /// Whether the server complains of how it is told the schema of the answer.
  boolean isOfSchemaMode() {
    return ofSchemaMode;
  }

  Reply reply() {
    return reply;
  }
}
