package dev.usher.tools.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file whole or not at all: whoever reads under its name sees the old one or the new one,
/// never a part.
public final class AtomicFile {
  private static final long LARGEST_WRITE = 1 << 28;

  private AtomicFile() {}

  /// What is to be written.
  @FunctionalInterface
  public interface Content {
    /// Writes all of it.
    ///
    /// @param channel at its start
    /// @throws IOException if the disk is full, say
    void writeTo(FileChannel channel) throws IOException;
  }

  /// Writes text as UTF-8.
  ///
  /// @param file to write, replaced if it is there; missing folders above it are made
  /// @param text to write
  /// @throws UncheckedIOException as [#write(Path, Content)] does
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes bytes.
  ///
  /// @param file to write, replaced if it is there; missing folders above it are made
  /// @param bytes to write
  /// @throws UncheckedIOException as [#write(Path, Content)] does
  public static void write(Path file, byte[] bytes) {
    write(file, channel -> writeFully(channel, ByteBuffer.wrap(bytes)));
  }

  /// Writes beside the file, forces to disk, renames. A failure leaves nothing behind.
  ///
  /// @param file to write, replaced if it is there; missing folders above it are made
  /// @param content to write
  /// @throws UncheckedIOException if the disk is full or the folder cannot be written; its message
  ///   names the file
  public static void write(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path temporary = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(target.getParent());
      writeForced(temporary, content);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(temporary, e);
      throw new UncheckedIOException(
          "%s: cannot be written (%s); check the folder's rights and the space left"
              .formatted(file, reason(e)),
          e);
    } catch (RuntimeException | Error e) {
      delete(temporary, e);
      throw e;
    }
  }

  private static void writeForced(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      content.writeTo(channel);
      channel.force(true);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /// Writes all that is left in a buffer.
  ///
  /// @param channel to write to
  /// @param buffer to write
  /// @throws IOException if the disk is full, say
  public static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /// Writes memory of any size.
  ///
  /// @param channel to write to
  /// @param bytes to write
  /// @throws IOException if the disk is full, say
  public static void writeFully(FileChannel channel, MemorySegment bytes) throws IOException {
    for (long at = 0; at < bytes.byteSize(); at += LARGEST_WRITE) {
      long size = Math.min(LARGEST_WRITE, bytes.byteSize() - at);
      writeFully(channel, bytes.asSlice(at, size).asByteBuffer());
    }
  }

  private static void delete(Path file, Throwable because) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }
}
