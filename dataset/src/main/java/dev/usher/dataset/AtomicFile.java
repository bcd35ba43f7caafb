package dev.usher.dataset;

import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes a file whole or not at all: into a temporary file beside it, forced to the disk, then
/// renamed. Whoever reads under the final name sees the old file or the new one, never a part.
public final class AtomicFile {

  private AtomicFile() {}

  /// Writes text as UTF-8. Missing parent folders are made.
  ///
  /// @param file where to write; an existing file is replaced
  /// @param text what to write
  /// @throws UsherException if the folder cannot be written to, or the disk is full
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes bytes. Missing parent folders are made.
  ///
  /// @param file where to write; an existing file is replaced
  /// @param bytes what to write
  /// @throws UsherException if the folder cannot be written to, or the disk is full
  public static void write(Path file, byte[] bytes) {
    Path target = file.toAbsolutePath();
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + unique() + ".part");
    try {
      Files.createDirectories(temporary.getParent());
      try {
        force(temporary, bytes);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UsherException(
          file.toString(),
          "cannot be written (" + reason(e) + "); check the folder's rights and the space left");
    }
  }

  private static void force(Path temporary, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static String unique() {
    return ProcessHandle.current().pid() + "-" + System.nanoTime();
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
