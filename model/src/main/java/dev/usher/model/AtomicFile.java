package dev.usher.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file that appears under its name only when all of it is on disk.
public final class AtomicFile {
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
  /// @throws UncheckedIOException if the disk is full or the folder cannot be written
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
    } catch (IOException e) {
      delete(temporary);
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
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

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
