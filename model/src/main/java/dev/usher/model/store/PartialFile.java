package dev.usher.model.store;

import dev.usher.tools.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is being fetched. What goes wrong with the disk is unchecked, so that nobody takes
/// it for a failure of the network and tries again.
final class PartialFile implements AutoCloseable {
  private final Path path;
  private final long expected;
  private final FileChannel channel;
  private long size;

  private PartialFile(Path path, long expected, FileChannel channel, long size) {
    this.path = path;
    this.expected = expected;
    this.channel = channel;
    this.size = size;
  }

  /// Goes on with what is there, unless it is more than there can be.
  static PartialFile open(Path path, long expected) {
    try {
      Files.createDirectories(path.getParent());
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      PartialFile file = new PartialFile(path, expected, channel, channel.size());
      channel.position(file.size);
      if (file.size > expected) {
        file.restart();
      }
      return file;
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /// Bytes that a file has, 0 if it is not there.
  static long size(Path path) {
    try {
      return Files.exists(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  long size() {
    return size;
  }

  long expected() {
    return expected;
  }

  boolean isIncomplete() {
    return size < expected;
  }

  void restart() {
    try {
      channel.truncate(0);
      size = 0;
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /// @throws IOException if the server sends more than it promised
  void append(byte[] bytes, int count) throws IOException {
    if (count > expected - size) {
      restart();
      throw new IOException("the server sent more than the " + expected + " bytes it promised");
    }
    try {
      AtomicFile.writeFully(channel, ByteBuffer.wrap(bytes, 0, count));
      size += count;
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  void force() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static UncheckedIOException unwritable(Path path, IOException e) {
    String reason = "cannot be written: " + e.getMessage();
    FileSystemException cause = new FileSystemException(path.toString(), null, reason);
    cause.initCause(e);
    return new UncheckedIOException(cause);
  }
}
