package dev.usher.model.tokenizer;

import dev.usher.model.gguf.GgufMetadata;
import java.util.OptionalInt;

/// Text to token ids and back, for the vocabulary of one model.
///
/// Two kinds are known: byte-level BPE and SentencePiece (SPM) merges by score. Both give the ids
/// that the model was trained on. Implementations are safe for use by many threads at once.
///
/// Text is taken as Unicode code points; half of a surrogate pair on its own counts as U+FFFD. A
/// byte that a byte-level vocabulary has no token for is left out, as the reference implementations
/// do (some vocabularies lack a few control characters). No Unicode normalisation is applied.
public interface Tokenizer {

  /// The tokenizer that a model file describes.
  ///
  /// @param metadata of the model file
  /// @return the tokenizer
  /// @throws dev.usher.tools.UsherException where the kind of tokenizer or its pre-tokeniser is not
  ///   known, or the vocabulary contradicts itself
  static Tokenizer of(GgufMetadata metadata) {
    return TokenizerReader.read(metadata);
  }

  /// The ids of plain text: the text of a control token is text like any other here, so what a user
  /// types can never end a turn.
  ///
  /// @param text that begins an input or follows a control token
  /// @return its ids, none for an empty text
  int[] encode(String text);

  /// As [#encode], for text that goes on after other text: where the tokenizer puts a space in
  /// front of a beginning, none is put here.
  ///
  /// @param text that follows other text
  /// @return its ids, the bytes of which are those of the text
  int[] encodeContinuing(String text);

  /// The ids of rendered text in which the names of control tokens stand for these tokens. Not for
  /// text that a user wrote.
  ///
  /// @param text with names of control tokens
  /// @return its ids
  int[] encodeWithSpecials(String text);

  /// The text of these ids, the inverse of [#encode]; control tokens have none. Bytes that are not
  /// UTF-8 come out as U+FFFD.
  ///
  /// @param ids of tokens in the order of the text
  /// @return the text
  /// @throws IndexOutOfBoundsException where an id is no token's
  String decode(int... ids);

  /// The bytes that a token adds to a text, none for a control token.
  ///
  /// @param id of the token
  /// @return a fresh copy
  /// @throws IndexOutOfBoundsException where there is no such token
  byte[] bytes(int id);

  /// Whether a token stands for no text: a beginning, an end, a role, padding or the unknown.
  ///
  /// @param id of the token
  /// @return whether it does
  /// @throws IndexOutOfBoundsException where there is no such token
  boolean isControl(int id);

  /// The control token of a name such as `<|im_start|>`.
  ///
  /// @param name as the vocabulary writes it
  /// @return its id; empty where there is none
  OptionalInt control(String name);

  /// How the vocabulary writes a token: the name of a control token such as `<|im_start|>`, or a
  /// text token in the file's own alphabet.
  ///
  /// @param id of the token
  /// @return its name
  /// @throws IndexOutOfBoundsException where there is no such token
  String name(int id);

  /// How many tokens there are; ids run from 0 to one less.
  ///
  /// @return the number
  int vocabularySize();

  /// The token that ends the assistant's turn.
  ///
  /// @return its id
  int endOfTurn();

  /// The token that every input begins with, where the model has one.
  ///
  /// @return its id
  OptionalInt beginning();
}
