package dev.usher.dataset.scenario;

import java.util.OptionalDouble;

/// A value that an [Axis] can draw.
public interface Weighted {
  /// What it is called, unique on its axis.
  ///
  /// @return a few words
  String name();

  /// Its share.
  ///
  /// @return percent of the rows; empty for an equal part of what the others leave
  OptionalDouble weight();

  /// Where it stands, for errors.
  ///
  /// @return file and line; empty if it is of no file
  default String place() {
    return "";
  }
}
