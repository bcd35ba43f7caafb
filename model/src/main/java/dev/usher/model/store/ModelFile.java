package dev.usher.model.store;

import dev.usher.tools.file.Sha256;
import java.nio.file.Path;

/// A model that lies on this machine.
///
/// @param path of the file, or of a folder if the reference named one
/// @param origin where it was found or fetched from
public record ModelFile(Path path, Origin origin) {
  /// Where a model came from.
  public enum Origin {
    /// The reference was a path.
    LOCAL,
    /// The Hugging Face cache, which other programs share.
    HUB_CACHE,
    /// Usher's own cache.
    OWN_CACHE,
    /// A Python package, now in Usher's own cache.
    PACKAGE,
    /// The Hugging Face Hub, now in the Hugging Face cache.
    HUB
  }

  /// The file's hash, read anew.
  ///
  /// @return SHA-256 in lower-case hexadecimal digits
  public String sha256() {
    return Sha256.of(path);
  }
}
