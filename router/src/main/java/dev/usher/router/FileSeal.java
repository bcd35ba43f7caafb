package dev.usher.router;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file as it was when it was named in a manifest.
///
/// @param file its name relative to the folder
/// @param bytes its size
/// @param sha256 the hash of its bytes
public record FileSeal(String file, long bytes, String sha256) {
  /// A file of up to so many bytes is always checked whole.
  private static final long SMALL = 1 << 20;

  static FileSeal of(Path folder, String name) {
    Path file = folder.resolve(name);
    return new FileSeal(name, size(file), Sha256.of(file));
  }

  /// @throws UsherException if the file is missing or another
  void check(Path folder, boolean whole) {
    Path path = folder.resolve(file);
    long size = size(path);
    if (size != bytes) {
      throw new UsherException(
          path.toString(),
          "has %,d bytes, the manifest says %,d; copy the router's folder again, or train again"
              .formatted(size, bytes));
    }
    if ((whole || size <= SMALL) && !Sha256.of(path).equals(sha256)) {
      throw new UsherException(
          path.toString(),
          "was changed after the manifest was written; copy the router's folder again, or train"
              + " again");
    }
  }

  private static long size(Path file) {
    try {
      if (Files.isRegularFile(file)) {
        return Files.size(file);
      }
    } catch (IOException e) {
      throw new UsherException(file.toString(), "cannot be read: " + e);
    }
    throw new UsherException(
        file.toString(), "is missing; copy the router's folder again, or train again");
  }
}
