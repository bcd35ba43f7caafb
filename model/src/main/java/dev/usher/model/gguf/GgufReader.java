package dev.usher.model.gguf;

import dev.usher.tools.UsherException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the head of a GGUF from front to back and trusts none of its lengths.
final class GgufReader {
  static final int SMALLEST_TENSOR_ENTRY = 8 + 4 + 4 + 8;
  static final int SMALLEST_METADATA_ENTRY = 8 + 4 + 1;

  private static final int MAGIC = 0x46554747;
  private static final int DEEPEST_ARRAY = 4;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path path;
  private final MemorySegment file;
  private long offset;

  GgufReader(Path path, MemorySegment file) {
    this.path = path;
    this.file = file;
  }

  long offset() {
    return offset;
  }

  void expectMagic() {
    if (file.byteSize() < 8 || int32() != MAGIC) {
      offset = 0;
      throw malformed("is no GGUF: expected it to start with the letters GGUF");
    }
    int version = int32();
    if (version == 2 || version == 3) {
      return;
    }
    offset = 4;
    if (Integer.reverseBytes(version) == 2 || Integer.reverseBytes(version) == 3) {
      throw malformed("a big-endian GGUF, expected little-endian; convert the file anew");
    }
    throw malformed("GGUF version " + version + ", expected 2 or 3; convert the file anew");
  }

  /// A count that the rest of the file has room for.
  int count(String what, int smallestEntry) {
    long count = int64();
    if (count < 0
        || count > Integer.MAX_VALUE
        || count > (file.byteSize() - offset) / smallestEntry) {
      offset -= Long.BYTES;
      throw malformed(what + " " + count + " does not fit in a file of " + file.byteSize());
    }
    return (int) count;
  }

  GgufMetadata metadata(int count) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, GgufType> types = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      long at = offset;
      String key = string();
      GgufType type = type(int32());
      types.put(key, type == GgufType.ARRAY ? elementType() : type);
      if (values.put(key, value(type, 0)) != null) {
        offset = at;
        throw malformed("metadata '" + key + "' stands twice");
      }
    }
    return new GgufMetadata(path.toString(), values, types);
  }

  /// The type of a list's elements, which is read again with the list.
  private GgufType elementType() {
    GgufType type = type(int32());
    offset -= Integer.BYTES;
    return type;
  }

  private GgufType type(int number) {
    return GgufType.of(number)
        .orElseThrow(() -> malformed("metadata type " + number + " is unknown, expected 0 to 12"));
  }

  private Object value(GgufType type, int depth) {
    return switch (type) {
      case UINT8 -> (long) Byte.toUnsignedInt(int8());
      case INT8 -> (long) int8();
      case UINT16 -> (long) Short.toUnsignedInt(int16());
      case INT16 -> (long) int16();
      case UINT32 -> Integer.toUnsignedLong(int32());
      case INT32 -> (long) int32();
      case UINT64, INT64 -> int64();
      case FLOAT32 -> (double) Float.intBitsToFloat(int32());
      case FLOAT64 -> Double.longBitsToDouble(int64());
      case BOOL -> bool();
      case STRING -> string();
      case ARRAY -> array(depth);
    };
  }

  private List<Object> array(int depth) {
    if (depth == DEEPEST_ARRAY) {
      throw malformed("arrays are nested deeper than " + DEEPEST_ARRAY);
    }
    GgufType type = type(int32());
    int count = count("array length", type.smallestSize());
    List<Object> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(value(type, depth + 1));
    }
    return list;
  }

  private boolean bool() {
    byte value = int8();
    if (value != 0 && value != 1) {
      throw malformed("truth value " + value + ", expected 0 or 1");
    }
    return value == 1;
  }

  String string() {
    int length = count("text length", 1);
    byte[] bytes = file.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      offset += length;
      return text;
    } catch (CharacterCodingException e) {
      throw malformed("a text of " + length + " bytes that are no UTF-8");
    }
  }

  private byte int8() {
    return file.get(ValueLayout.JAVA_BYTE, next(1));
  }

  private short int16() {
    return file.get(SHORT, next(2));
  }

  int int32() {
    return file.get(INT, next(4));
  }

  long int64() {
    return file.get(LONG, next(8));
  }

  private long next(int size) {
    long at = offset;
    if (size > file.byteSize() - at) {
      throw malformed("the file ends in the middle of its head; fetch it again");
    }
    offset += size;
    return at;
  }

  UsherException malformed(String message) {
    return new UsherException(path + "@" + offset, message);
  }
}
