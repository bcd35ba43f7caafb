package dev.usher.model.store;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the hub says of a file.
///
/// @param commit of the repository
/// @param etag of its content; the SHA-256 of a large file
/// @param size in bytes
record RemoteFile(String commit, String etag, long size) {
  private static final Pattern SAFE = Pattern.compile("[0-9A-Za-z_-]{1,128}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  /// Both become file names, so a server may not send what it likes.
  RemoteFile {
    if (!isSafeName(commit) || !isSafeName(etag) || size < 0) {
      throw new IllegalArgumentException(commit + " " + etag + " " + size);
    }
  }

  static boolean isSafeName(String name) {
    return SAFE.matcher(name).matches();
  }

  /// The hash, where the hub gives one.
  Optional<String> sha256() {
    return Optional.of(etag.toLowerCase(Locale.ROOT)).filter(tag -> SHA_256.matcher(tag).matches());
  }
}
