package dev.usher.model.safetensors;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An open safetensors file, mapped into memory: the size of a JSON head (8 bytes, little endian),
/// the head, the tensors' bytes. Its tensors die with [#close()].
public final class SafetensorsFile implements AutoCloseable {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long LONGEST_HEAD = 100_000_000;
  private static final String METADATA = "__metadata__";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path path;
  private final Arena arena;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, TensorData> tensors = new LinkedHashMap<>();

  private SafetensorsFile(Path path, Arena arena) {
    this.path = path;
    this.arena = arena;
  }

  /// Maps a file and reads its head.
  ///
  /// @param path of the file
  /// @return the open file
  /// @throws UsherException if it is missing, truncated, or says what cannot be
  public static SafetensorsFile open(Path path) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      SafetensorsFile file = new SafetensorsFile(path, arena);
      file.read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      return file;
    } catch (IOException e) {
      arena.close();
      throw new UsherException(path.toString(), "cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private void read(MemorySegment file) {
    long size = file.byteSize() < 8 ? -1 : file.get(LONG, 0);
    if (size < 2 || size > Math.min(LONGEST_HEAD, file.byteSize() - 8)) {
      throw malformed(0, "its head of " + size + " bytes does not fit in " + file.byteSize());
    }
    byte[] head = file.asSlice(8, size).toArray(ValueLayout.JAVA_BYTE);
    JsonNode entries;
    try {
      entries = JSON.readTree(head);
    } catch (JacksonException e) {
      throw malformed(8, "its head is no JSON: " + e.getOriginalMessage());
    }
    if (!entries.isObject()) {
      throw malformed(8, "its head is no JSON object");
    }
    MemorySegment data = file.asSlice(8 + size);
    for (Map.Entry<String, JsonNode> entry : entries.properties()) {
      if (entry.getKey().equals(METADATA)) {
        entry
            .getValue()
            .properties()
            .forEach(value -> metadata.put(value.getKey(), value.getValue().asString()));
      } else {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), data));
      }
    }
  }

  private TensorData tensor(String name, JsonNode entry, MemorySegment data) {
    String type = entry.path("dtype").asString("");
    BlockFormat format =
        switch (type) {
          case "F32" -> BlockFormat.F32;
          case "F16" -> BlockFormat.F16;
          case "BF16" -> BlockFormat.BF16;
          default ->
              throw malformed(
                  8, "tensor '" + name + "' has dtype '" + type + "', expected F32, F16 or BF16");
        };
    List<Long> shape = new ArrayList<>();
    entry.path("shape").forEach(dimension -> shape.add(dimension.asLong(-1)));
    long from = entry.path("data_offsets").path(0).asLong(-1);
    long to = entry.path("data_offsets").path(1).asLong(-1);
    if (from < 0 || to < from || to > data.byteSize()) {
      throw malformed(
          8,
          "tensor '"
              + name
              + "' lies at "
              + from
              + " to "
              + to
              + " of "
              + data.byteSize()
              + " bytes; the file is truncated, fetch it again");
    }
    if (needed(name, shape, format) != to - from) {
      throw malformed(
          8,
          "tensor '" + name + "' of shape " + shape + " does not take " + (to - from) + " bytes");
    }
    return new TensorData(name, shape, format, data.asSlice(from, to - from));
  }

  private long needed(String name, List<Long> shape, BlockFormat format) {
    try {
      long values = 1;
      for (long dimension : shape) {
        values = dimension < 0 ? -1 : Math.multiplyExact(values, dimension);
        if (values < 0) {
          break;
        }
      }
      if (values >= 0) {
        return format.bytes(values);
      }
    } catch (ArithmeticException e) {
      // The same complaint as about a negative dimension.
    }
    throw malformed(8, "tensor '" + name + "' has the impossible shape " + shape);
  }

  private UsherException malformed(long offset, String message) {
    return new UsherException(path + "@" + offset, message);
  }

  /// Where the file lies.
  ///
  /// @return its path
  public Path path() {
    return path;
  }

  /// The free-form metadata.
  ///
  /// @return texts by key
  public Map<String, String> metadata() {
    return Map.copyOf(metadata);
  }

  /// All tensors.
  ///
  /// @return in the order of the head
  public Collection<TensorData> tensors() {
    return List.copyOf(tensors.values());
  }

  /// A tensor by its name.
  ///
  /// @param name as the file has it
  /// @return the tensor, if there is one
  public Optional<TensorData> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /// Unmaps the file; its tensors must not be read any more.
  @Override
  public void close() {
    arena.close();
  }
}
