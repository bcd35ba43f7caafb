package dev.usher.model.gguf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The types of metadata values, with their numbers in a file.
enum GgufType {
  UINT8(0),
  INT8(1),
  UINT16(2),
  INT16(3),
  UINT32(4),
  INT32(5),
  FLOAT32(6),
  BOOL(7),
  STRING(8),
  ARRAY(9),
  UINT64(10),
  INT64(11),
  FLOAT64(12);

  private final int number;

  GgufType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Optional<GgufType> of(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /// The type that llama.cpp expects of a value, or of a list's elements.
  static GgufType natural(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> list.isEmpty() ? STRING : natural(list.getFirst());
      case String _ -> STRING;
      case Boolean _ -> BOOL;
      case Double _ -> FLOAT32;
      case Long number -> number >= 0 && number <= 0xffff_ffffL ? UINT32 : INT64;
      case null, default -> throw new IllegalArgumentException("no GGUF type for " + value);
    };
  }
}
