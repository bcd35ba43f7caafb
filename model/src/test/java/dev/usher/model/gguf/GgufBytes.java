package dev.usher.model.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Puts a GGUF together byte by byte, right or wrong.
final class GgufBytes {
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private int valueCount;
  private int tensorCount;
  private int dataSize;
  private int version = 3;

  private GgufBytes() {}

  static GgufBytes of() {
    return new GgufBytes();
  }

  GgufBytes value(String key, GgufType type, Object value) {
    valueCount++;
    text(values, key);
    int32(values, type.number());
    switch (value) {
      case String text -> text(values, text);
      case Long number ->
          values.write(
              ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array(),
              0,
              type.smallestSize());
      case byte[] raw -> values.writeBytes(raw);
      default -> throw new IllegalArgumentException();
    }
    return this;
  }

  GgufBytes tensor(String name, int type, long offset, long... dimensions) {
    tensorCount++;
    text(tensors, name);
    int32(tensors, dimensions.length);
    for (long dimension : dimensions) {
      int64(tensors, dimension);
    }
    int32(tensors, type);
    int64(tensors, offset);
    return this;
  }

  GgufBytes data(int size) {
    dataSize = size;
    return this;
  }

  GgufBytes version(int number) {
    version = number;
    return this;
  }

  void write(Path file) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    int32(all, version);
    int64(all, tensorCount);
    int64(all, valueCount);
    all.writeBytes(values.toByteArray());
    all.writeBytes(tensors.toByteArray());
    all.writeBytes(new byte[(32 - all.size() % 32) % 32]);
    for (int i = 0; i < dataSize; i++) {
      all.write(i);
    }
    Files.write(file, all.toByteArray());
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int64(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void int32(ByteArrayOutputStream out, int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private static void int64(ByteArrayOutputStream out, long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }
}
