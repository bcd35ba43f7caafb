package dev.usher.model.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The 256 printable characters that byte-level BPE writes its bytes with.
///
/// Printable Latin-1 characters stand for themselves; the other bytes, in order, for the characters
/// from U+0100 on (a space is `Ġ`, a line feed `Ċ`).
final class ByteAlphabet {

  private static final int FIRST_STAND_IN = 0x100;
  private static final char[] CHARACTERS = new char[256];
  private static final short[] BYTES = new short[FIRST_STAND_IN + 256];

  static {
    Arrays.fill(BYTES, (short) -1);
    int standIn = FIRST_STAND_IN;
    for (int value = 0; value < 256; value++) {
      char character = (char) (standsForItself(value) ? value : standIn++);
      CHARACTERS[value] = character;
      BYTES[character] = (short) value;
    }
  }

  private ByteAlphabet() {}

  private static boolean standsForItself(int value) {
    return (value >= '!' && value <= '~') || (value >= 0xA1 && value != 0xAD);
  }

  /// The character that stands for this unsigned byte.
  static char character(int unsignedByte) {
    return CHARACTERS[unsignedByte];
  }

  /// The bytes that a token's text stands for: those of the alphabet, or UTF-8 where a character is
  /// outside of it.
  static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      char character = text.charAt(i);
      if (character >= BYTES.length || BYTES[character] < 0) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
      bytes[i] = (byte) BYTES[character];
    }
    return bytes;
  }

  /// The text of the token that stands for these bytes.
  static String text(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte value : bytes) {
      text.append(character(value & 0xFF));
    }
    return text.toString();
  }
}
