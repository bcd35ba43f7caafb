package dev.usher.dataset.scenario;

import java.util.OptionalDouble;

/// A value of an [Axis].
public interface Entry {
  /// What it is called, unique on its axis.
  ///
  /// @return a few words
  String name();

  /// What a teacher model is told of it.
  ///
  /// @return a phrase
  String hint();

  /// Its share.
  ///
  /// @return percent of the rows; empty for an equal part of what the others leave
  OptionalDouble weight();
}
