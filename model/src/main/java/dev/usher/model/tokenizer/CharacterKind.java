package dev.usher.model.tokenizer;

/// The four kinds of characters that pre-tokenisers tell apart: `\p{L}`, `\p{N}`, `\s` (Unicode's
/// White_Space) and everything else.
enum CharacterKind {
  LETTER,
  NUMBER,
  SPACE,
  OTHER;

  private static final CharacterKind[] ASCII = new CharacterKind[128];

  static {
    for (int i = 0; i < ASCII.length; i++) {
      ASCII[i] = lookUp(i);
    }
  }

  static CharacterKind of(int codePoint) {
    return codePoint < ASCII.length ? ASCII[codePoint] : lookUp(codePoint);
  }

  private static CharacterKind lookUp(int codePoint) {
    if (Character.isLetter(codePoint)) {
      return LETTER;
    }
    if (isWhiteSpace(codePoint)) {
      return SPACE;
    }
    return switch (Character.getType(codePoint)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
          NUMBER;
      default -> OTHER;
    };
  }

  private static boolean isWhiteSpace(int codePoint) {
    return (codePoint >= '\t' && codePoint <= '\r')
        || codePoint == 0x85
        || Character.isSpaceChar(codePoint);
  }
}
