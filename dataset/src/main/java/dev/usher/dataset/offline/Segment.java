package dev.usher.dataset.offline;

/// A piece of a sentence: some words, or the value of an argument.
///
/// @param text what is said
/// @param argument path of the argument whose value it is, empty for words
/// @param free whether the argument's value is this text, whatever it is; edits of letter case
///   change both
/// @param other another value of the same kind, for edits that mention what is not meant; empty
///   where there is none
record Segment(String text, String argument, boolean free, String other) {
  static Segment words(String text) {
    return new Segment(text, "", false, "");
  }

  boolean isValue() {
    return !argument.isEmpty();
  }

  /// The same with another text.
  Segment with(String newText) {
    return new Segment(newText, argument, free, other);
  }
}
