package dev.usher.model.gguf;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An open GGUF of version 2 or 3 (see llama.cpp's `docs/gguf.md`), mapped into memory.
///
/// Its tensors are views of the mapping and die with [#close()]. May be read by several threads.
public final class GgufFile implements AutoCloseable {
  private static final int MAXIMAL_DIMENSIONS = 4;

  private final Path path;
  private final Arena arena;
  private final GgufMetadata metadata;
  private final Map<String, TensorData> tensors;

  private GgufFile(Path path, Arena arena, GgufMetadata metadata, Map<String, TensorData> tensors) {
    this.path = path;
    this.arena = arena;
    this.metadata = metadata;
    this.tensors = tensors;
  }

  /// Maps a file and reads its directory.
  ///
  /// @param path of the file
  /// @return the open file
  /// @throws UsherException if it is missing, truncated, no GGUF, or says what cannot be
  public static GgufFile open(Path path) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return read(path, arena, file);
    } catch (IOException e) {
      arena.close();
      throw new UsherException(path.toString(), "cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static GgufFile read(Path path, Arena arena, MemorySegment file) {
    GgufReader reader = new GgufReader(path, file);
    reader.expectMagic();
    int tensorCount = reader.count("tensor count", GgufReader.SMALLEST_TENSOR_ENTRY);
    int valueCount = reader.count("metadata count", GgufReader.SMALLEST_METADATA_ENTRY);
    GgufMetadata metadata = reader.metadata(valueCount);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < tensorCount; i++) {
      entries.add(entry(reader));
    }
    long alignment = metadata.integer("general.alignment", GgufWriter.ALIGNMENT);
    if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
      throw new UsherException(
          path.toString(), "general.alignment is " + alignment + ", expected a power of two");
    }
    long data = Math.ceilDiv(reader.offset(), alignment) * alignment;
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (tensors.put(entry.name(), entry.data(path, file, data, alignment)) != null) {
        throw entry.malformed(path, "stands twice");
      }
    }
    return new GgufFile(path, arena, metadata, tensors);
  }

  private static Entry entry(GgufReader reader) {
    long at = reader.offset();
    String name = reader.string();
    int dimensions = reader.int32();
    if (dimensions < 0 || dimensions > MAXIMAL_DIMENSIONS) {
      throw reader.malformed(
          "tensor '"
              + name
              + "' has "
              + dimensions
              + " dimensions, expected at most "
              + MAXIMAL_DIMENSIONS);
    }
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      shape.add(reader.int64());
    }
    Collections.reverse(shape);
    return new Entry(name, shape, reader.int32(), reader.int64(), at);
  }

  /// A line of the tensor directory.
  private record Entry(String name, List<Long> shape, int type, long offset, long at) {
    TensorData data(Path path, MemorySegment file, long data, long alignment) {
      BlockFormat format =
          BlockFormat.ofGgufType(type)
              .orElseThrow(() ->
                  malformed(
                      path,
                      "has the block format "
                          + BlockFormat.nameOfGgufType(type)
                          + ", which Usher does not read; convert the file to one of "
                          + List.of(BlockFormat.values())));
      long values = values(path);
      if (!shape.isEmpty() && shape.getLast() % format.blockSize() != 0) {
        throw malformed(
            path, "has rows of " + shape.getLast() + ", no multiple of " + format.blockSize());
      }
      long bytes = format.bytes(values);
      if (offset < 0 || offset % alignment != 0) {
        throw malformed(path, "lies at " + offset + ", expected a multiple of " + alignment);
      }
      if (offset > file.byteSize() - data || bytes > file.byteSize() - data - offset) {
        throw malformed(
            path,
            "needs "
                + bytes
                + " bytes at "
                + (data + offset)
                + ", but the file ends at "
                + file.byteSize()
                + "; it is truncated, fetch it again");
      }
      return new TensorData(name, shape, format, file.asSlice(data + offset, bytes));
    }

    private long values(Path path) {
      try {
        long values = 1;
        for (long dimension : shape) {
          if (dimension < 1) {
            throw malformed(path, "has a dimension of " + dimension);
          }
          values = Math.multiplyExact(values, dimension);
        }
        Math.multiplyExact(values, Float.BYTES);
        return values;
      } catch (ArithmeticException e) {
        throw malformed(path, "has the impossible shape " + shape);
      }
    }

    private UsherException malformed(Path path, String message) {
      return new UsherException(path + "@" + at, "tensor '" + name + "' " + message);
    }
  }

  /// Where the file lies.
  ///
  /// @return its path
  public Path path() {
    return path;
  }

  /// The key-value part.
  ///
  /// @return all metadata
  public GgufMetadata metadata() {
    return metadata;
  }

  /// All tensors.
  ///
  /// @return in the order of the file
  public Collection<TensorData> tensors() {
    return tensors.values();
  }

  /// A tensor by its name.
  ///
  /// @param name such as `blk.0.attn_q.weight`
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
