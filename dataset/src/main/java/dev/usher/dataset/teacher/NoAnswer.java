package dev.usher.dataset.teacher;

/// Carries a reply that is no answer through a library that knows only answers and exceptions.
final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Reply reply;

  NoAnswer(Reply reply) {
    super("no answer", null, false, false);
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
