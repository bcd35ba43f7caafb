package dev.usher.model.safetensors;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.file.AtomicFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes safetensors: the head's size (8 bytes, little endian), the head (JSON, filled with spaces
/// to a multiple of 8), the tensors' bytes without gaps, in the order given.
public final class SafetensorsWriter {

  private SafetensorsWriter() {}

  /// Writes a file that appears under its name only when all of it is on disk.
  ///
  /// @param file to write
  /// @param tensors of formats f32, f16 or bf16
  /// @param metadata free-form texts
  /// @throws java.io.UncheckedIOException if it cannot be written
  public static void write(
      Path file, Collection<TensorData> tensors, Map<String, String> metadata) {
    byte[] head = head(tensors, metadata);
    ByteBuffer size = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(head.length);
    AtomicFile.write(
        file,
        channel -> {
          AtomicFile.writeFully(channel, size.flip());
          AtomicFile.writeFully(channel, ByteBuffer.wrap(head));
          for (TensorData tensor : tensors) {
            AtomicFile.writeFully(channel, tensor.bytes());
          }
        });
  }

  private static byte[] head(Collection<TensorData> tensors, Map<String, String> metadata) {
    ObjectNode head = JsonMapper.builder().build().createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = head.putObject("__metadata__");
      metadata.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(text -> texts.put(text.getKey(), text.getValue()));
    }
    long offset = 0;
    for (TensorData tensor : tensors) {
      ObjectNode entry = head.putObject(tensor.name());
      entry.put("dtype", dtype(tensor.format()));
      ArrayNode shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      entry.putArray("data_offsets").add(offset).add(offset + tensor.bytes().byteSize());
      offset += tensor.bytes().byteSize();
    }
    String json = head.toString();
    int padding = (8 - json.getBytes(StandardCharsets.UTF_8).length % 8) % 8;
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static String dtype(BlockFormat format) {
    return switch (format) {
      case F32, F16, BF16 -> format.name();
      case Q8_0, Q4_0, Q4_1 ->
          throw new IllegalArgumentException("safetensors cannot hold " + format);
    };
  }
}
