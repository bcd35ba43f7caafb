package dev.usher.model.gguf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The types of metadata values, with their numbers in a file.
enum GgufType {
  UINT8(0, 1),
  INT8(1, 1),
  UINT16(2, 2),
  INT16(3, 2),
  UINT32(4, 4),
  INT32(5, 4),
  FLOAT32(6, 4),
  BOOL(7, 1),
  STRING(8, 8),
  ARRAY(9, 12),
  UINT64(10, 8),
  INT64(11, 8),
  FLOAT64(12, 8);

  private final int number;
  private final int smallestSize;

  GgufType(int number, int smallestSize) {
    this.number = number;
    this.smallestSize = smallestSize;
  }

  /// Bytes that a value takes at least: an empty text or list is its length, and its type.
  int smallestSize() {
    return smallestSize;
  }

  int number() {
    return number;
  }

  static Optional<GgufType> of(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /// Whether a value, or each element of a list, can be written as this type.
  boolean holds(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().allMatch(this::holds);
      case Long number -> holds(number.longValue());
      case Double _ -> this == FLOAT32 || this == FLOAT64;
      case Boolean _ -> this == BOOL;
      case String _ -> this == STRING;
      default -> false;
    };
  }

  private boolean holds(long number) {
    return switch (this) {
      case UINT8 -> number >>> 8 == 0;
      case INT8 -> number == (byte) number;
      case UINT16 -> number >>> 16 == 0;
      case INT16 -> number == (short) number;
      case UINT32 -> number >>> 32 == 0;
      case INT32 -> number == (int) number;
      case UINT64, INT64 -> true;
      case FLOAT32, FLOAT64, BOOL, STRING, ARRAY -> false;
    };
  }

  /// The type that llama.cpp expects of a value, or of a list's elements: signed where integers
  /// stand in a list, unsigned where one stands alone.
  static GgufType natural(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> elements(list);
      case String _ -> STRING;
      case Boolean _ -> BOOL;
      case Double _ -> FLOAT32;
      case Long number -> number >>> 32 == 0 ? UINT32 : INT64;
      case null, default -> throw new IllegalArgumentException("no GGUF type for " + value);
    };
  }

  private static GgufType elements(List<?> list) {
    if (list.isEmpty()) {
      return STRING;
    }
    if (list.getFirst() instanceof Long) {
      return INT32.holds(list) ? INT32 : INT64;
    }
    return natural(list.getFirst());
  }
}
