package dev.usher.model.gguf;

import dev.usher.model.tensor.TensorData;
import dev.usher.tools.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Writes a GGUF of version 3, little endian:
///
/// | bytes | what |
/// |---|---|
/// | 4 | `GGUF` |
/// | 4 | version, 3 |
/// | 8 | number of tensors |
/// | 8 | number of metadata values |
/// | … | each value: key, type (4), the value; a list: element type (4), length (8), the elements |
/// | … | each tensor: name, number of dimensions (4), the dimensions from the innermost on (8 each), type (4), offset in the data (8) |
/// | … | zeros up to a multiple of the alignment |
/// | … | the tensors' blocks, each followed by zeros up to a multiple of the alignment |
///
/// A text is its length in bytes (8) and its UTF-8 bytes.
public final class GgufWriter {
  /// Where tensors may start, unless the metadata says otherwise.
  static final long ALIGNMENT = 32;

  private static final int VERSION = 3;

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final byte[] numberBytes = new byte[8];
  private final ByteBuffer number = ByteBuffer.wrap(numberBytes).order(ByteOrder.LITTLE_ENDIAN);

  private GgufWriter() {}

  /// Writes a file that appears under its name only when all of it is on disk.
  ///
  /// @param file to write
  /// @param metadata its key-value part; any `general.alignment` is dropped for 32
  /// @param tensors in the order in which they will lie
  /// @throws java.io.UncheckedIOException if it cannot be written
  public static void write(Path file, GgufMetadata metadata, Collection<TensorData> tensors) {
    writePlanned(file, metadata, tensors.stream().map(PlannedTensor::of).toList());
  }

  /// The same with tensors that are made one after the other, each when it is written.
  ///
  /// @param file to write
  /// @param metadata its key-value part; any `general.alignment` is dropped for 32
  /// @param tensors in the order in which they will lie
  /// @throws java.io.UncheckedIOException if it cannot be written
  public static void writePlanned(Path file, GgufMetadata metadata, List<PlannedTensor> tensors) {
    byte[] start = new GgufWriter().head(metadata, tensors);
    AtomicFile.write(
        file,
        channel -> {
          AtomicFile.writeFully(channel, ByteBuffer.wrap(start));
          pad(channel);
          for (PlannedTensor tensor : tensors) {
            AtomicFile.writeFully(channel, tensor.make().bytes());
            pad(channel);
          }
        });
  }

  private static void pad(FileChannel channel) throws IOException {
    long missing = (ALIGNMENT - channel.position() % ALIGNMENT) % ALIGNMENT;
    AtomicFile.writeFully(channel, ByteBuffer.allocate((int) missing));
  }

  private byte[] head(GgufMetadata metadata, List<PlannedTensor> tensors) {
    List<Map.Entry<String, Object>> values =
        metadata.values().entrySet().stream()
            .filter(value -> !value.getKey().equals("general.alignment"))
            .toList();
    head.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    int32(VERSION);
    int64(tensors.size());
    int64(values.size());
    for (Map.Entry<String, Object> value : values) {
      string(value.getKey());
      typed(metadata.type(value.getKey()), value.getValue());
    }
    long offset = 0;
    for (PlannedTensor tensor : tensors) {
      string(tensor.name());
      int32(tensor.shape().size());
      tensor.shape().reversed().forEach(this::int64);
      int32(tensor.format().ggufType());
      int64(offset);
      offset += Math.ceilDiv(tensor.size(), ALIGNMENT) * ALIGNMENT;
    }
    return head.toByteArray();
  }

  private void typed(GgufType type, Object value) {
    if (value instanceof List<?> list) {
      int32(GgufType.ARRAY.number());
      int32(type.number());
      int64(list.size());
      list.forEach(element -> plain(type, element));
    } else {
      int32(type.number());
      plain(type, value);
    }
  }

  private void plain(GgufType type, Object value) {
    switch (type) {
      case UINT8, INT8 -> head.write(((Long) value).intValue());
      case BOOL -> head.write((Boolean) value ? 1 : 0);
      case UINT16, INT16 -> number(number.putShort(((Long) value).shortValue()));
      case UINT32, INT32 -> int32(((Long) value).intValue());
      case UINT64, INT64 -> int64((Long) value);
      case FLOAT32 -> number(number.putFloat(((Double) value).floatValue()));
      case FLOAT64 -> number(number.putDouble((Double) value));
      case STRING -> string((String) value);
      case ARRAY -> throw new IllegalArgumentException("lists of lists cannot be written");
    }
  }

  private void string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int64(bytes.length);
    head.writeBytes(bytes);
  }

  private void int32(int value) {
    number(number.putInt(value));
  }

  private void int64(long value) {
    number(number.putLong(value));
  }

  private void number(ByteBuffer written) {
    head.write(numberBytes, 0, written.position());
    number.clear();
  }
}
