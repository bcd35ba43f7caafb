package dev.usher.dataset.publish;

import dev.usher.tools.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// A file as it is to be published: its bytes are in memory, so that what was checked is what goes
/// out.
public final class PublishedFile {

  /// How much of a file the Hub wants to see to say how it is to be sent.
  private static final int SAMPLE = 512;

  private final String path;
  private final byte[] content;
  private final String sha256;

  /// @param content not to be changed afterwards
  PublishedFile(String path, byte[] content) {
    this.path = path;
    this.content = content;
    this.sha256 = Sha256.of(content);
  }

  PublishedFile(String path, String text) {
    this(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Where it goes.
  ///
  /// @return its path in the repository
  public String path() {
    return path;
  }

  /// How long it is.
  ///
  /// @return bytes
  public int size() {
    return content.length;
  }

  /// What it is.
  ///
  /// @return the hash of its bytes
  public String sha256() {
    return sha256;
  }

  /// The bytes themselves, not to be changed.
  byte[] content() {
    return content;
  }

  String base64() {
    return Base64.getEncoder().encodeToString(content);
  }

  String sampleBase64() {
    byte[] start = Arrays.copyOf(content, Math.min(SAMPLE, content.length));
    return Base64.getEncoder().encodeToString(start);
  }
}
