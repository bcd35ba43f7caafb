package dev.usher.dataset.check;

/// The layers of validation, in the order in which they are looked at.
public enum Layer {
  /// Whether a program can use the row at all.
  STRUCTURAL,
  /// Whether the row teaches something.
  QUALITY,
  /// Whether it would be safe to learn.
  SAFETY
}
