package dev.usher.dataset;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An append-only file of JSON lines that survives its writer: a line that was cut when the writer
/// was killed is taken off at the next start, and of rows that the disk did not take no part stays.
/// Only one process writes at a time. For one thread at a time.
public final class RowLog implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final int rowsBetweenSyncs;
  private final StringBuilder waiting = new StringBuilder();
  private int unsynced;
  private long size; // of the lines on disk

  RowLog(Path file, FileChannel channel, int rowsBetweenSyncs) {
    this.file = file;
    this.channel = channel;
    this.rowsBetweenSyncs = rowsBetweenSyncs;
  }

  /// Opens a log to go on with it; makes it if it is not there.
  ///
  /// @param file to append to
  /// @param rowsBetweenSyncs after so many rows they are forced to disk; 1 where a row is dear
  /// @return the log
  /// @throws UsherException if another process writes to it
  /// @throws UncheckedIOException if it cannot be opened
  public static RowLog open(Path file, int rowsBetweenSyncs) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!Files.exists(file)) {
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
      }
      Object key = key(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return opened(new RowLog(file, channel, rowsBetweenSyncs), key);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  private static RowLog opened(RowLog log, @Nullable Object key) throws IOException {
    try {
      if (log.tryLock() == null || !Objects.equals(key, key(log.file))) {
        throw new UsherException(
            log.file.toString(), "is being written by another process; wait for it, or end it");
      }
      log.size = log.endOfLastLine();
      log.channel.truncate(log.size);
      log.channel.position(log.size);
      return log;
    } catch (IOException | RuntimeException e) {
      log.channel.close();
      throw e;
    }
  }

  /// Tells files of one name apart: another process's [#replace] may put a new one in the place of
  /// the one that was opened.
  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private @Nullable FileLock tryLock() throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private long endOfLastLine() throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = channel.size(); end > 0; end--) {
      one.clear();
      channel.read(one, end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }

  /// Reads what is there. While a log is open nobody else in its process may read the file: on
  /// Linux that would let go of the lock.
  ///
  /// @return all rows, in order
  /// @throws UsherException if a line is no JSON object
  public List<JsonLines.Row> rows() {
    sync();
    try {
      channel.position(0);
      List<JsonLines.Row> rows = JsonLines.rows(Channels.newInputStream(channel), file.toString());
      channel.position(size);
      return rows;
    } catch (IOException e) {
      throw JsonLines.unreadable(file.toString(), e);
    }
  }

  /// Reads a log that is not open.
  ///
  /// @param file of rows; none is an empty log
  /// @return its rows, in order
  /// @throws UsherException if a line is no JSON object
  public static List<JsonLines.Row> rows(Path file) {
    return Files.exists(file) ? JsonLines.readOrEmpty(file, file.toString()) : List.of();
  }

  /// Appends a row; it is on disk at the latest `rowsBetweenSyncs` rows later.
  ///
  /// @param row an object
  /// @throws UncheckedIOException if the disk is full, say; the rows since the last time that they
  ///   were forced to disk are not in the log then
  public void append(JsonNode row) {
    waiting.append(JsonText.line(row)).append('\n');
    if (++unsynced >= rowsBetweenSyncs) {
      sync();
    }
  }

  /// Forces the rows that wait to disk: all of them, or none, and then they wait no longer. Whoever
  /// goes on with the log writes them again.
  private void sync() {
    byte[] lines = waiting.toString().getBytes(StandardCharsets.UTF_8);
    waiting.setLength(0);
    unsynced = 0;
    try {
      AtomicFile.writeFully(channel, ByteBuffer.wrap(lines));
      channel.force(false);
      size += lines.length;
    } catch (IOException e) {
      takeBack(e);
      throw new UncheckedIOException(
          "%s: cannot be written (%s); check the space left, then go on"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private void takeBack(IOException because) {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /// Ends the log with other rows than it has, in another order say: the file is written anew,
  /// whole or not at all.
  ///
  /// @param rows all rows of the file from now on
  /// @throws UncheckedIOException if the disk is full, say
  public void replace(List<? extends JsonNode> rows) {
    try (channel) {
      sync();
      AtomicFile.write(
          file, rows.stream().map(row -> JsonText.line(row) + "\n").collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Forces all rows to disk and lets go of the file.
  @Override
  public void close() {
    try (channel) {
      if (channel.isOpen()) {
        sync();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
