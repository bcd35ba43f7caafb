package dev.usher.dataset.teacher;

/// Somebody who answers in writing. Safe for many threads; a call may wait for long, so it is made
/// on a virtual thread.
public interface Teacher {
  /// What rows call it.
  ///
  /// @return lower-case letters, digits, dots and hyphens; never blank
  String name();

  /// Asks once. What can go wrong on the way is a kind of reply, not an exception.
  ///
  /// @param question what is wanted
  /// @return an answer, or why there is none
  Reply ask(Question question);
}
