package dev.usher.model.store;

/// Is told how far a download is, on the thread that downloads, many times a second.
@FunctionalInterface
public interface DownloadProgress {
  /// Tells nobody.
  DownloadProgress NONE = (_, _, _) -> {};

  /// Some more bytes have arrived.
  ///
  /// @param what is downloaded, a file's name
  /// @param bytes that are here, with those of earlier attempts
  /// @param total bytes in the end
  void advanced(String what, long bytes, long total);
}
