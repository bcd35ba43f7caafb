package dev.usher.tools.grammar;

/// In which order the keys of an object may be written. Either way each key stands once.
public enum KeyOrder {
  /// Any order.
  ANY,
  /// The order in which the schema declares them; keys that it does not declare come last.
  DECLARED
}
