package dev.usher.dataset.asking;

/// Is told how far a long piece of work has come.
@FunctionalInterface
public interface Progress {
  /// Tells it.
  ///
  /// @param done so many need no more work
  /// @param all of so many
  void at(int done, int all);

  /// Tells it, and how many rows hold so far.
  ///
  /// @param done so many need no more work
  /// @param all of so many
  /// @param kept rows that came of it and break no rule for rows
  default void at(int done, int all, int kept) {
    at(done, all);
  }
}
