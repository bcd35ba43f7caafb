package dev.usher.evaluation;

/// Is told how far an evaluation has come, after every sentence, on the thread that runs it.
@FunctionalInterface
public interface Progress {

  /// Tells nobody.
  Progress SILENT = (_, _, _) -> {};

  /// A sentence is done.
  ///
  /// @param done how many are done
  /// @param of how many there are
  /// @param exact how many of the done ones are exact
  void at(int done, int of, int exact);
}
