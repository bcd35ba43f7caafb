package dev.usher.tools.file;

import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 as 64 lower-case hexadecimal digits: the name by which an artefact is known.
public final class Sha256 {
  private static final int BUFFER = 1 << 20;

  private final MessageDigest digest;

  /// A hash of nothing yet.
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The hash of bytes in memory.
  ///
  /// @param bytes to hash
  /// @return 64 digits
  public static String of(byte[] bytes) {
    return new Sha256().add(bytes, bytes.length).digits();
  }

  /// The hash of the bytes of files, one after the other.
  ///
  /// @param files to read
  /// @return 64 digits
  /// @throws UsherException if one cannot be read
  public static String of(Path... files) {
    Sha256 hash = new Sha256();
    for (Path file : files) {
      hash.add(file);
    }
    return hash.digits();
  }

  private void add(Path file) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    } catch (IOException e) {
      throw new UsherException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /// Goes on with more bytes.
  ///
  /// @param bytes to hash
  /// @param count how many of them, from the first on
  /// @return this
  public Sha256 add(byte[] bytes, int count) {
    digest.update(bytes, 0, count);
    return this;
  }

  /// The hash of all that was added. Ends it.
  ///
  /// @return 64 digits
  public String digits() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
