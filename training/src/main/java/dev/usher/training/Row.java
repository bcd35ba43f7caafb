package dev.usher.training;

import dev.usher.tools.UsherException;

/// One training row: the ids of prompt and completion in one sequence.
///
/// @param ids token ids; owned by the row, not to be changed
/// @param promptLength how many of them are the prompt, which is not learnt; at least 1 and fewer
///   than there are ids
@SuppressWarnings(
    "ArrayRecordComponent") // ids go straight into native memory; rows are compared by identity
public record Row(int[] ids, int promptLength) {
  /// Checks that there is something to learn and something to learn it from.
  public Row {
    if (promptLength < 1 || promptLength >= ids.length) {
      throw new UsherException(
          "a row of %d tokens".formatted(ids.length),
          "has a prompt of %d; expected a prompt, and a target after it".formatted(promptLength));
    }
  }

  /// How many tokens the loss counts.
  int targets() {
    return ids.length - promptLength;
  }

  int length() {
    return ids.length;
  }
}
