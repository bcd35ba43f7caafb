package dev.usher.model.tokenizer;

/// Turns text without control tokens into ids. Implementations are safe for several threads.
interface TextModel {

  /// Appends the ids of `text[from, to)`.
  ///
  /// @param beginning whether the text begins here or after a control token, rather than going on
  void encode(String text, int from, int to, boolean beginning, TokenIds ids);

  /// Whether a text that begins gets a space in front.
  boolean addsSpace();
}
