package dev.usher.app.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a workspace is to become.
///
/// @param workspace the folder with tools and scenarios
/// @param model the folder of the router to make; empty for one in the workspace, by the data set
/// @param base the base model, as a model reference
/// @param count rows to write, before they are judged; empty for those that are there, or a
///   standard number
/// @param seed decides everything that is drawn; empty for that of the data set
/// @param epochs passes over the data; empty for the method's default
/// @param learningRate after the warm-up; empty for the method's default
public record RunRequest(
    Path workspace,
    Optional<Path> model,
    String base,
    OptionalInt count,
    OptionalLong seed,
    OptionalDouble epochs,
    OptionalDouble learningRate) {
  /// Rows that are written where nobody says how many.
  public static final int ROWS = 2_000;

  /// What is drawn by where nobody says.
  public static final long SEED = 42;

  int rows() {
    return count.orElse(ROWS);
  }

  long rowsSeed() {
    return seed.orElse(SEED);
  }
}
