package dev.usher.model.store;

import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one thread of one process fetch at a time; the others wait, and then find what it fetched.
final class FetchLock implements AutoCloseable {
  /// A file lock holds for a whole process, so its threads need another one.
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel channel;

  private FetchLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits until nobody else holds the lock.
  ///
  /// @param file stands for what is fetched; stays behind, empty
  static FetchLock acquire(Path file) {
    THREADS.lock();
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new FetchLock(channel);
    } catch (IOException e) {
      THREADS.unlock();
      throw new UsherException(
          file.toString(),
          "cannot be locked ("
              + e.getMessage()
              + "); is the folder writable? HF_HOME and"
              + " XDG_CACHE_HOME name other places");
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UsherException("lock", "cannot be released: " + e.getMessage());
    } finally {
      THREADS.unlock();
    }
  }
}
