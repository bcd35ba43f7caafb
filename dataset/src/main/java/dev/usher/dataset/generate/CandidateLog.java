package dev.usher.dataset.generate;

import dev.usher.dataset.JsonLines;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An append-only file of candidates that survives its writer: a line that was cut when the writer
/// was killed is taken off at the next start, and a row that is there is never written again. Only
/// one process writes at a time.
public final class CandidateLog implements AutoCloseable {
  private static final int ROWS_BETWEEN_SYNCS = 256;

  private final Path file;
  private final FileChannel channel;
  private final Set<Long> ids = new HashSet<>();
  private final StringBuilder waiting = new StringBuilder();
  private int unsynced;

  private CandidateLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Opens a log to go on with it; makes it if it is not there.
  ///
  /// @param file to append to
  /// @param workspace the [Workspace#hash()] of the rows
  /// @return the log, for one thread at a time
  /// @throws UsherException if another process writes to it, a line in it is no candidate, or a row
  ///   was written for other tools or scenarios
  public static CandidateLog open(Path file, String workspace) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return opened(new CandidateLog(file, channel), workspace);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  private static CandidateLog opened(CandidateLog log, String workspace) throws IOException {
    try {
      log.lock();
      log.recover(workspace);
      return log;
    } catch (IOException | RuntimeException e) {
      log.channel.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    if (tryLock() == null) {
      throw new UsherException(
          file.toString(), "is being written by another process; wait for it, or end it");
    }
  }

  private @Nullable FileLock tryLock() throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /// Takes off a line without an end, and learns which rows are there.
  private void recover(String workspace) throws IOException {
    channel.truncate(endOfLastLine());
    channel.position(channel.size());
    for (GeneratedRow row : rows(file)) {
      if (!row.workspace().equals(workspace)) {
        throw new UsherException(
            row.candidate().provenance().where(),
            "was written for tools or scenarios that were changed since; remove the file, or choose"
                + " another seed");
      }
      ids.add(row.id());
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

  /// Reads a log.
  ///
  /// @param file of candidates; none is an empty log
  /// @return its rows, in order
  /// @throws UsherException if a line is no candidate
  public static List<GeneratedRow> rows(Path file) {
    List<GeneratedRow> rows = new ArrayList<>();
    if (Files.exists(file)) {
      JsonLines.readOrEmpty(file, file.toString()).forEach(row -> rows.add(GeneratedRow.read(row)));
    }
    return rows;
  }

  /// Whether the row of a scenario is there.
  ///
  /// @param id of the scenario
  /// @return true if it is
  public boolean has(long id) {
    return ids.contains(id);
  }

  /// How many rows are there.
  ///
  /// @return their number
  public int size() {
    return ids.size();
  }

  /// Appends a row; it is on disk after the next [#sync()], at the latest 256 rows later.
  ///
  /// @param row whose id is not there yet
  /// @throws UncheckedIOException if the disk is full, say
  public void append(GeneratedRow row) {
    if (!ids.add(row.id())) {
      throw new IllegalArgumentException("row " + row.id() + " is there already");
    }
    waiting.append(row.line()).append('\n');
    if (++unsynced == ROWS_BETWEEN_SYNCS) {
      sync();
    }
  }

  /// Forces all rows to disk.
  ///
  /// @throws UncheckedIOException if the disk is full, say
  public void sync() {
    try {
      AtomicFile.writeFully(
          channel, ByteBuffer.wrap(waiting.toString().getBytes(StandardCharsets.UTF_8)));
      channel.force(false);
      waiting.setLength(0);
      unsynced = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: cannot be written (%s); check the space left, then go on"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// Forces all rows to disk and lets go of the file.
  @Override
  public void close() {
    try (channel) {
      sync();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
