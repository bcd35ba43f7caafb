package dev.usher.tools.grammar;

import org.jspecify.annotations.Nullable;

/// Where a text stands under a rule of its own beyond its length. A small automaton over
/// characters.
///
/// Relative paths are not empty and have no `/` or `~` in front, no drive, no backslash and no
/// segment `..`. Quoted keys in a call are not words: a word stands there without quotes.
enum TextRule {
  /// Any text may follow.
  NONE,
  /// Path: before the first character.
  PATH,
  /// Path: after one letter; a colon would make it a drive.
  LETTER,
  /// Path: after a slash.
  SEGMENT,
  /// Path: after a segment's first character, a dot.
  DOT,
  /// Path: after `..`, which must not be a whole segment.
  DOTS,
  /// Path: within any other segment.
  NAME,
  /// Key: before the first character.
  KEY,
  /// Key: after the beginning of a word.
  WORD;

  /// Stands for every character outside ASCII and for control characters.
  static final int OTHER = -1;

  /// The place after one more character, `null` where the character does not fit.
  @Nullable TextRule next(int character) {
    return switch (this) {
      case NONE -> NONE;
      case KEY -> continuesWord(character, false) ? WORD : NONE;
      case WORD -> continuesWord(character, true) ? WORD : NONE;
      case PATH, LETTER, SEGMENT, DOT, DOTS, NAME -> nextInPath(character);
    };
  }

  private @Nullable TextRule nextInPath(int character) {
    return switch (character) {
      case '\\' -> null;
      case '/' -> this == PATH || this == DOTS ? null : SEGMENT;
      case '.' -> this == DOT ? DOTS : this == PATH || this == SEGMENT ? DOT : NAME;
      case '~' -> this == PATH ? null : NAME;
      case ':' -> this == LETTER ? null : NAME;
      default -> this == PATH && isLetter(character) ? LETTER : NAME;
    };
  }

  /// Whether a character can stand in a word: a letter, an underscore, and after the first a digit.
  static boolean continuesWord(int character, boolean begun) {
    return isLetter(character)
        || character == '_'
        || (begun && character >= '0' && character <= '9');
  }

  private static boolean isLetter(int character) {
    int lower = character | 0x20;
    return character != OTHER && lower >= 'a' && lower <= 'z';
  }

  /// Whether the text may end here.
  boolean mayEnd() {
    return this != PATH && this != DOTS && this != WORD;
  }
}
