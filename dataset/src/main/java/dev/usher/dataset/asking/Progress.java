package dev.usher.dataset.asking;

/// Is told how far a long piece of work has come.
@FunctionalInterface
public interface Progress {
  /// Tells it.
  ///
  /// @param done so many need no more work
  /// @param all of so many
  void at(int done, int all);
}
