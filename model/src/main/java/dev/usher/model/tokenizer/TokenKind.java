package dev.usher.model.tokenizer;

import java.util.Optional;

/// What a token of the vocabulary is for; the numbers are those of `tokenizer.ggml.token_type`.
enum TokenKind {
  NORMAL(1),
  UNKNOWN(2),
  CONTROL(3),
  USER_DEFINED(4),
  UNUSED(5),
  BYTE(6);

  private final int ggufType;

  TokenKind(int ggufType) {
    this.ggufType = ggufType;
  }

  int ggufType() {
    return ggufType;
  }

  static Optional<TokenKind> of(long ggufType) {
    for (TokenKind kind : values()) {
      if (kind.ggufType == ggufType) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
