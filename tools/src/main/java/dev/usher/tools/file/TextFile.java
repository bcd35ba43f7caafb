package dev.usher.tools.file;

import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text that somebody wrote, on the disk or in the jar.
public final class TextFile {
  private TextFile() {}

  /// Reads a file.
  ///
  /// @param file in UTF-8
  /// @return its text
  /// @throws UsherException if it cannot be read, or is not UTF-8
  public static String read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new UsherException(file.toString(), "is not encoded in UTF-8; save it as UTF-8");
    } catch (IOException e) {
      throw new UsherException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /// Reads a file that comes with Usher.
  ///
  /// @param owner a class in whose package it lies
  /// @param name of the file, in UTF-8
  /// @return its text
  public static String resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
