package dev.usher.dataset.scenario;

/// A value that scenarios are made of.
public interface Entry extends Weighted {
  /// What a teacher model is told of it.
  ///
  /// @return a phrase
  String hint();
}
