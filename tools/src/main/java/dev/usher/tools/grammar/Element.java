package dev.usher.tools.grammar;

import java.util.Optional;
import java.util.Set;

/// A piece of grammar that has not begun. Compared by identity.
interface Element {
  /// Adds the places where the piece begins.
  ///
  /// @param below what goes on when the piece is finished
  /// @param watch what its text is watched for, where it is a string
  void open(Stack below, Watch watch, Set<Stack> out);

  /// How many bytes its shortest text has, or [Cost#NEVER] where it has none.
  long cost();

  /// All its texts, a char for each byte, where there are only a few.
  default Optional<Set<String>> values() {
    return Optional.empty();
  }
}
