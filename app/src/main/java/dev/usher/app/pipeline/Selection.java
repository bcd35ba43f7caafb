package dev.usher.app.pipeline;

import java.util.OptionalInt;

/// Which sentences of a data folder are trained on.
///
/// @param limit at most so many training sentences, each tool keeping its share
/// @param validationLimit the same for validation sentences
/// @param variants so many more of each training sentence, with other values
public record Selection(OptionalInt limit, OptionalInt validationLimit, int variants) {
  /// The sentences as they are, all of them.
  public static final Selection ALL = new Selection(OptionalInt.empty(), OptionalInt.empty(), 0);
}
