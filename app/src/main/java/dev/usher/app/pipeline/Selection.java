package dev.usher.app.pipeline;

import java.util.OptionalInt;

/// Which sentences of a data folder are trained on.
///
/// @param limit at most so many training sentences, each tool keeping its share
/// @param validationLimit the same for validation sentences
/// @param varied share of the training sentences that have other values instead, from 0 to 1
public record Selection(OptionalInt limit, OptionalInt validationLimit, double varied) {
  /// The sentences as they are, all of them.
  public static final Selection ALL = new Selection(OptionalInt.empty(), OptionalInt.empty(), 0);
}
