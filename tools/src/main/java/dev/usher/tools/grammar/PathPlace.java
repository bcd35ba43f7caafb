package dev.usher.tools.grammar;

import org.jspecify.annotations.Nullable;

/// Where a text stands that must be a relative path: not empty, no `/` or `~` in front, no drive,
/// no backslash, no segment `..`.
enum PathPlace {
  /// Any text, no path.
  ANYTHING,
  /// Before the first character.
  START,
  /// After one letter: a colon would make it a drive.
  LETTER,
  /// After a slash.
  SEGMENT,
  /// After a segment's first character, a dot.
  DOT,
  /// After `..`, which must not be a whole segment.
  DOTS,
  /// Within any other segment.
  NAME;

  /// Stands for every character outside ASCII and for control characters.
  static final int OTHER = -1;

  /// The place after one more character, `null` where the character does not fit.
  @Nullable PathPlace next(int character) {
    if (this == ANYTHING) {
      return this;
    }
    return switch (character) {
      case '\\' -> null;
      case '/' -> this == START || this == DOTS ? null : SEGMENT;
      case '.' -> afterDot();
      case '~' -> this == START ? null : NAME;
      case ':' -> this == LETTER ? null : NAME;
      default -> this == START && isLetter(character) ? LETTER : NAME;
    };
  }

  private PathPlace afterDot() {
    return switch (this) {
      case START, SEGMENT -> DOT;
      case DOT -> DOTS;
      case ANYTHING, LETTER, DOTS, NAME -> NAME;
    };
  }

  private static boolean isLetter(int character) {
    int lower = character | 0x20;
    return character != OTHER && lower >= 'a' && lower <= 'z';
  }

  /// Whether the text may end here.
  boolean mayEnd() {
    return this != START && this != DOTS;
  }
}
