package dev.usher.model.safetensors;

import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An open safetensors file, mapped into memory: the size of a JSON head (8 bytes, little endian),
/// the head, the tensors' bytes. May be read by several threads.
///
/// Floating-point tensors (F32, F16, BF16) are views of the mapping and die with [#close()].
/// Tensors of other types are not among them: integers are copied out by name, the rest is refused
/// when asked for.
public final class SafetensorsFile implements AutoCloseable {
  private final Path path;
  private final Arena arena;
  private final SafetensorsHead head;

  private SafetensorsFile(Path path, Arena arena, SafetensorsHead head) {
    this.path = path;
    this.arena = arena;
    this.head = head;
  }

  /// Maps a file and reads its head.
  ///
  /// @param path of the file
  /// @return the open file
  /// @throws UsherException if it is missing, truncated, or says what cannot be
  public static SafetensorsFile open(Path path) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new SafetensorsFile(path, arena, SafetensorsHead.read(path, file));
    } catch (IOException e) {
      arena.close();
      throw new UsherException(path.toString(), "cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
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
    return head.metadata();
  }

  /// The floating-point tensors.
  ///
  /// @return in the order of the head
  public Collection<TensorData> tensors() {
    return List.copyOf(head.tensors().values());
  }

  /// A floating-point tensor by its name.
  ///
  /// @param name as the file has it
  /// @return the tensor, if there is one
  /// @throws UsherException if there is one of another type
  public Optional<TensorData> tensor(String name) {
    SafetensorsHead.Other other = head.others().get(name);
    if (other != null) {
      throw wrongType(name, other, "F32, F16 or BF16");
    }
    return Optional.ofNullable(head.tensors().get(name));
  }

  /// The values of a tensor of 32-bit integers (I32), such as token ids.
  ///
  /// @param name as the file has it
  /// @return a copy, rows first
  /// @throws UsherException if there is no such tensor, or it is of another type
  public int[] integers(String name) {
    SafetensorsHead.Other other = head.others().get(name);
    if (other == null) {
      throw new UsherException(path.toString(), "has no tensor '" + name + "' of integers");
    }
    if (other.type() != SafetensorsType.I32) {
      throw wrongType(name, other, "I32");
    }
    return other.bytes().toArray(SafetensorsHead.INT);
  }

  private UsherException wrongType(String name, SafetensorsHead.Other other, String expected) {
    return new UsherException(
        path.toString(), "tensor '" + name + "' is " + other.type() + ", expected " + expected);
  }

  /// Unmaps the file; its tensors must not be read any more.
  @Override
  public void close() {
    arena.close();
  }
}
