package dev.usher.tools.grammar;

import org.jspecify.annotations.Nullable;

/// Where a string literal stands within one character: strict UTF-8 and the shortest escapes only.
enum StringPhase {
  /// Before the opening quote.
  OPENING(1),
  /// Between characters.
  BODY(0),
  /// After a backslash.
  ESCAPE(1),
  U(4),
  U0(3),
  U00(2),
  U000(1),
  U001(1),
  /// One to three continuation bytes are missing.
  LAST(1),
  LAST_TWO(2),
  LAST_THREE(3),
  /// After a lead byte that narrows the next byte: no overlong forms, no surrogates, no more than
  /// U+10FFFF.
  AFTER_E0(2),
  AFTER_ED(2),
  AFTER_F0(3),
  AFTER_F4(3);

  /// Control characters with a short escape, by the letter after the backslash, and the quote and
  /// backslash.
  private static final String SHORT_ESCAPES = "\"\\bfnrt";

  /// Last digits of control characters from 0 to 15 without a short escape.
  private static final String DIGITS_OF_U000 = "01234567bef";

  private static final String DIGITS_OF_U001 = "0123456789abcdef";

  private final int missing;

  StringPhase(int missing) {
    this.missing = missing;
  }

  /// At least how many bytes are missing to the end of the character.
  int missing() {
    return missing;
  }

  /// The phase after one more byte, `null` where the byte does not fit. [#BODY] means that a
  /// character is complete. The closing quote does not fit: it ends the string.
  @Nullable StringPhase next(int b) {
    return switch (this) {
      case OPENING -> b == '"' ? BODY : null;
      case BODY -> begin(b);
      case ESCAPE -> b == 'u' ? U : when(b < 0x80 && SHORT_ESCAPES.indexOf(b) >= 0, BODY);
      case U -> when(b == '0', U0);
      case U0 -> when(b == '0', U00);
      case U00 -> b == '1' ? U001 : when(b == '0', U000);
      case U000 -> when(DIGITS_OF_U000.indexOf(b) >= 0, BODY);
      case U001 -> when(DIGITS_OF_U001.indexOf(b) >= 0, BODY);
      case LAST -> when(within(b, 0x80, 0xBF), BODY);
      case LAST_TWO -> when(within(b, 0x80, 0xBF), LAST);
      case LAST_THREE -> when(within(b, 0x80, 0xBF), LAST_TWO);
      case AFTER_E0 -> when(within(b, 0xA0, 0xBF), LAST);
      case AFTER_ED -> when(within(b, 0x80, 0x9F), LAST);
      case AFTER_F0 -> when(within(b, 0x90, 0xBF), LAST_TWO);
      case AFTER_F4 -> when(within(b, 0x80, 0x8F), LAST_TWO);
    };
  }

  private static @Nullable StringPhase begin(int b) {
    if (b == '\\') {
      return ESCAPE;
    }
    if (b < 0x80) {
      return when(b >= 0x20 && b != '"', BODY);
    }
    if (b < 0xE0) {
      return when(b >= 0xC2, LAST);
    }
    if (b < 0xF0) {
      return b == 0xE0 ? AFTER_E0 : b == 0xED ? AFTER_ED : LAST_TWO;
    }
    return b == 0xF0 ? AFTER_F0 : b == 0xF4 ? AFTER_F4 : when(b < 0xF4, LAST_THREE);
  }

  private static boolean within(int b, int low, int high) {
    return b >= low && b <= high;
  }

  private static @Nullable StringPhase when(boolean fits, StringPhase phase) {
    return fits ? phase : null;
  }
}
