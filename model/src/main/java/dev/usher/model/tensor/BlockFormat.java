package dev.usher.model.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/// How values lie in a file: in blocks of `blockSize` values that take `blockBytes` bytes each,
/// little endian. A format knows how to decode and encode its blocks, nothing else.
///
/// Layouts after ggml's `ggml-common.h`: q8_0 is a half-precision scale and 32 signed bytes; q4_0 a
/// half-precision scale and 16 bytes of two values each (value 0 … 15 minus 8, low halves first);
/// q4_1 a half-precision scale, a half-precision minimum and 16 such bytes without the minus 8.
public enum BlockFormat {
  /// IEEE 754 single precision.
  F32(0, 1, 4),
  /// IEEE 754 half precision.
  F16(1, 1, 2),
  /// bfloat16, rounded to nearest even.
  BF16(30, 1, 2),
  /// 8 bits a value.
  Q8_0(8, 32, 34),
  /// 4 bits a value, symmetric.
  Q4_0(2, 32, 18),
  /// 4 bits a value above a minimum.
  Q4_1(3, 32, 20);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Names of ggml's types by their numbers, for files that hold what Usher does not read.
  private static final List<String> GGUF_TYPES =
      List.of(
          ("F32 F16 Q4_0 Q4_1 Q4_2 Q4_3 Q5_0 Q5_1 Q8_0 Q8_1 Q2_K Q3_K Q4_K Q5_K Q6_K Q8_K IQ2_XXS"
                  + " IQ2_XS IQ3_XXS IQ1_S IQ4_NL IQ3_S IQ2_S IQ4_XS I8 I16 I32 I64 F64 IQ1_M BF16"
                  + " Q4_0_4_4 Q4_0_4_8 Q4_0_8_8 TQ1_0 TQ2_0 IQ4_NL_4_4 IQ4_NL_4_8 IQ4_NL_8_8 MXFP4")
              .split(" "));

  private final int ggufType;
  private final int blockSize;
  private final int blockBytes;

  BlockFormat(int ggufType, int blockSize, int blockBytes) {
    this.ggufType = ggufType;
    this.blockSize = blockSize;
    this.blockBytes = blockBytes;
  }

  /// The format with this number in a GGUF.
  ///
  /// @param type the number
  /// @return the format, or nothing if Usher does not know it
  public static Optional<BlockFormat> ofGgufType(int type) {
    for (BlockFormat format : values()) {
      if (format.ggufType == type) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /// What ggml calls a type, whether Usher reads it or not.
  ///
  /// @param type its number in a GGUF
  /// @return its name and number
  public static String nameOfGgufType(int type) {
    boolean known = type >= 0 && type < GGUF_TYPES.size();
    return (known ? GGUF_TYPES.get(type) : "unknown") + " (ggml type " + type + ")";
  }

  /// The format's number in a GGUF.
  ///
  /// @return ggml's type number
  public int ggufType() {
    return ggufType;
  }

  /// Values a block.
  ///
  /// @return 1 or 32
  public int blockSize() {
    return blockSize;
  }

  /// Bytes a block.
  ///
  /// @return size of a block
  public int blockBytes() {
    return blockBytes;
  }

  /// Bytes that values take.
  ///
  /// @param values a multiple of the block size
  /// @return their size
  public long bytes(long values) {
    return Math.multiplyExact(values / blockSize, blockBytes);
  }

  /// Decodes whole blocks.
  ///
  /// @param source the blocks' bytes
  /// @param offset of the first block in bytes
  /// @param target receives the values
  /// @param at index of the first value in the target
  /// @param count of values, a multiple of the block size
  public void decode(MemorySegment source, long offset, float[] target, int at, int count) {
    switch (this) {
      case F32 -> MemorySegment.copy(source, FLOAT, offset, target, at, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = Float.float16ToFloat(source.get(SHORT, offset + 2L * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = Float.intBitsToFloat(source.get(SHORT, offset + 2L * i) << 16);
        }
      }
      case Q8_0, Q4_0, Q4_1 -> {
        for (int i = 0; i < count; i += blockSize) {
          decodeBlock(source, offset + (long) (i / blockSize) * blockBytes, target, at + i);
        }
      }
    }
  }

  private void decodeBlock(MemorySegment source, long offset, float[] target, int at) {
    float scale = Float.float16ToFloat(source.get(SHORT, offset));
    int half = blockSize / 2;
    switch (this) {
      case Q8_0 -> {
        for (int i = 0; i < blockSize; i++) {
          target[at + i] = scale * source.get(ValueLayout.JAVA_BYTE, offset + 2 + i);
        }
      }
      case Q4_0 -> {
        for (int i = 0; i < half; i++) {
          int pair = source.get(ValueLayout.JAVA_BYTE, offset + 2 + i);
          target[at + i] = scale * ((pair & 15) - 8);
          target[at + half + i] = scale * (((pair >> 4) & 15) - 8);
        }
      }
      default -> {
        float minimum = Float.float16ToFloat(source.get(SHORT, offset + 2));
        for (int i = 0; i < half; i++) {
          int pair = source.get(ValueLayout.JAVA_BYTE, offset + 4 + i);
          target[at + i] = scale * (pair & 15) + minimum;
          target[at + half + i] = scale * ((pair >> 4) & 15) + minimum;
        }
      }
    }
  }

  /// Encodes whole blocks, with the bytes that ggml's reference quantiser gives.
  ///
  /// @param source the values
  /// @param at index of the first value
  /// @param count of values, a multiple of the block size
  /// @param target receives the blocks
  /// @param offset of the first block in bytes
  public void encode(float[] source, int at, int count, MemorySegment target, long offset) {
    switch (this) {
      case F32 -> MemorySegment.copy(source, at, target, FLOAT, offset, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          target.set(SHORT, offset + 2L * i, Float.floatToFloat16(source[at + i]));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          target.set(SHORT, offset + 2L * i, bfloat16(source[at + i]));
        }
      }
      case Q8_0, Q4_0, Q4_1 -> {
        for (int i = 0; i < count; i += blockSize) {
          long block = offset + (long) (i / blockSize) * blockBytes;
          switch (this) {
            case Q8_0 -> encodeQ8(source, at + i, target, block);
            case Q4_0 -> encodeQ4(source, at + i, target, block);
            default -> encodeQ4WithMinimum(source, at + i, target, block);
          }
        }
      }
    }
  }

  private static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 64);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }

  private void encodeQ8(float[] source, int at, MemorySegment target, long offset) {
    float largest = 0;
    for (int i = 0; i < blockSize; i++) {
      largest = Math.max(largest, Math.abs(source[at + i]));
    }
    float scale = largest / 127;
    float inverse = scale == 0 ? 0 : 1 / scale;
    target.set(SHORT, offset, Float.floatToFloat16(scale));
    for (int i = 0; i < blockSize; i++) {
      byte quant = (byte) roundHalfAway(source[at + i] * inverse);
      target.set(ValueLayout.JAVA_BYTE, offset + 2 + i, quant);
    }
  }

  private static int roundHalfAway(float value) {
    return (int) (Math.signum(value) * Math.floor(Math.abs((double) value) + 0.5));
  }

  private void encodeQ4(float[] source, int at, MemorySegment target, long offset) {
    float extreme = 0;
    for (int i = 0; i < blockSize; i++) {
      if (Math.abs(source[at + i]) > Math.abs(extreme)) {
        extreme = source[at + i];
      }
    }
    float scale = extreme / -8;
    float inverse = scale == 0 ? 0 : 1 / scale;
    target.set(SHORT, offset, Float.floatToFloat16(scale));
    writePairs(source, at, target, offset + 2, 0, inverse, 8.5f);
  }

  private void encodeQ4WithMinimum(float[] source, int at, MemorySegment target, long offset) {
    float minimum = Float.POSITIVE_INFINITY;
    float maximum = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < blockSize; i++) {
      minimum = Math.min(minimum, source[at + i]);
      maximum = Math.max(maximum, source[at + i]);
    }
    float scale = (maximum - minimum) / 15;
    float inverse = scale == 0 ? 0 : 1 / scale;
    target.set(SHORT, offset, Float.floatToFloat16(scale));
    target.set(SHORT, offset + 2, Float.floatToFloat16(minimum));
    writePairs(source, at, target, offset + 4, minimum, inverse, 0.5f);
  }

  private void writePairs(
      float[] source,
      int at,
      MemorySegment target,
      long offset,
      float minimum,
      float inverse,
      float shift) {
    int half = blockSize / 2;
    for (int i = 0; i < half; i++) {
      int low = Math.min(15, (int) ((source[at + i] - minimum) * inverse + shift));
      int high = Math.min(15, (int) ((source[at + half + i] - minimum) * inverse + shift));
      target.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (low | high << 4));
    }
  }
}
