package dev.usher.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file that appears under its name only when all of it is on disk.
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

  /// Writes beside the file, forces to disk, renames. A failure leaves nothing behind.
  ///
  /// @param file to write, replaced if it is there
  /// @param content to write
  /// @throws UncheckedIOException if the disk is full or the folder cannot be written; its cause
  ///   names the file
  public static void write(Path file, Content content) {
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      delete(temporary, e);
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    } catch (IOException e) {
      delete(temporary, e);
      String reason = "cannot be written: " + e.getMessage();
      FileSystemException cause = new FileSystemException(file.toString(), null, reason);
      cause.initCause(e);
      throw new UncheckedIOException(file + " " + reason, cause);
    } catch (RuntimeException | Error e) {
      delete(temporary, e);
      throw e;
    }
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
