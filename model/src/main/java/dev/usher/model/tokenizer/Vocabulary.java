package dev.usher.model.tokenizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The tokens of one model: their texts as the file writes them, their kinds, and the bytes they
/// add to a text. Where two tokens have one text, the first is the one that text turns into.
final class Vocabulary {

  private static final byte[] NOTHING = {};

  private final List<String> texts;
  private final List<TokenKind> kinds;
  private final byte[][] bytes;
  private final Map<String, Integer> textIds = new HashMap<>();
  private final Map<String, Integer> controlIds = new HashMap<>();

  /// A vocabulary in which the tokens of `controls` are control tokens whatever their kind says,
  /// and `toBytes` gives the bytes of a text token by its id. One kind for each text.
  Vocabulary(
      List<String> texts,
      List<TokenKind> kinds,
      Set<Integer> controls,
      IntFunction<byte[]> toBytes) {
    this.texts = List.copyOf(texts);
    this.kinds = effectiveKinds(kinds, controls);
    this.bytes = new byte[texts.size()][];
    for (int id = 0; id < bytes.length; id++) {
      String text = this.texts.get(id);
      bytes[id] = isControl(id) ? NOTHING : toBytes.apply(id);
      (isControl(id) ? controlIds : textIds).putIfAbsent(text, id);
    }
  }

  private static List<TokenKind> effectiveKinds(List<TokenKind> kinds, Set<Integer> controls) {
    List<TokenKind> effective = new ArrayList<>(kinds);
    for (int id : controls) {
      effective.set(id, TokenKind.CONTROL);
    }
    return Collections.unmodifiableList(effective);
  }

  int size() {
    return bytes.length;
  }

  String text(int id) {
    return texts.get(id);
  }

  TokenKind kind(int id) {
    return kinds.get(id);
  }

  boolean isControl(int id) {
    TokenKind kind = kinds.get(id);
    return kind == TokenKind.CONTROL || kind == TokenKind.UNKNOWN;
  }

  /// The bytes of this token, not copied; empty for a control token.
  byte[] bytes(int id) {
    return bytes[id];
  }

  /// The text token that is written so, as the file writes it.
  OptionalInt textToken(String text) {
    return optional(textIds.get(text));
  }

  /// The control token of this name.
  OptionalInt control(String name) {
    return optional(controlIds.get(name));
  }

  private static OptionalInt optional(@Nullable Integer id) {
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
