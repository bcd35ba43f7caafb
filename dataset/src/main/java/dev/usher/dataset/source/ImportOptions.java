package dev.usher.dataset.source;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// What an import may be told.
///
/// @param seed decides which examples are held out, where the source has no split of its own, and
///   which are drawn under a limit
/// @param validationShare the share of the examples that becomes the validation side, where the
///   source has none; 0 to below 1
/// @param testShare the same for the test side; both together stay below 1
/// @param limit the most training examples to keep, drawn so that each tool keeps its share
/// @param tools a catalogue to use instead of the source's own
public record ImportOptions(
    long seed, double validationShare, double testShare, OptionalInt limit, Optional<Path> tools) {

  /// Seed 42, a tenth for validation, a tenth for test, no limit, the source's own catalogue.
  public static final ImportOptions DEFAULT =
      new ImportOptions(42, 0.1, 0.1, OptionalInt.empty(), Optional.empty());

  /// Checks the ranges.
  public ImportOptions {
    if (!(validationShare >= 0 && testShare >= 0 && validationShare + testShare < 1)) {
      throw new IllegalArgumentException(
          "shares must be at least 0 and together below 1: validation %s, test %s"
              .formatted(validationShare, testShare));
    }
    if (limit.isPresent() && limit.getAsInt() < 1) {
      throw new IllegalArgumentException("a limit must be at least 1: " + limit.getAsInt());
    }
  }
}
