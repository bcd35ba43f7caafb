package dev.usher.model.safetensors;

import dev.usher.model.tensor.BlockFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The element types of the format, by the names that its head has for them.
enum SafetensorsType {
  F64(8),
  F32(4, BlockFormat.F32),
  F16(2, BlockFormat.F16),
  BF16(2, BlockFormat.BF16),
  F8_E4M3(1),
  F8_E5M2(1),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U64(8),
  U32(4),
  U16(2),
  U8(1),
  BOOL(1);

  private final int size;
  private final @Nullable BlockFormat format;

  SafetensorsType(int size) {
    this(size, null);
  }

  SafetensorsType(int size, @Nullable BlockFormat format) {
    this.size = size;
    this.format = format;
  }

  /// Bytes an element.
  int size() {
    return size;
  }

  /// How the elements decode, where Usher computes with them.
  Optional<BlockFormat> format() {
    return Optional.ofNullable(format);
  }

  static Optional<SafetensorsType> of(String name) {
    for (SafetensorsType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
