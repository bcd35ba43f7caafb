package dev.usher.model.tokenizer;

import java.util.Arrays;

/// The UTF-8 bytes of one piece of text, in an array that is kept from piece to piece.
final class Utf8Buffer {

  private static final int REPLACEMENT = 0xFFFD;

  private byte[] bytes = new byte[64];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  /// Appends `text[from, to)`; half of a surrogate pair becomes U+FFFD.
  void append(String text, int from, int to) {
    for (int i = from; i < to; ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      append(codePoint);
    }
  }

  void append(int codePoint) {
    if (length + 4 > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    if (codePoint < 0x80) {
      put(codePoint);
    } else if (codePoint < 0x800) {
      put(0xC0 | (codePoint >> 6));
      putContinuation(codePoint);
    } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      append(REPLACEMENT);
    } else if (codePoint < 0x10000) {
      put(0xE0 | (codePoint >> 12));
      putContinuation(codePoint >> 6);
      putContinuation(codePoint);
    } else {
      put(0xF0 | (codePoint >> 18));
      putContinuation(codePoint >> 12);
      putContinuation(codePoint >> 6);
      putContinuation(codePoint);
    }
  }

  private void putContinuation(int bits) {
    put(0x80 | (bits & 0x3F));
  }

  private void put(int value) {
    bytes[length++] = (byte) value;
  }
}
