package dev.usher.dataset;

import java.util.Objects;

/// Where an example was read: a file, by its name inside the source, and a line.
///
/// @param source the file's path relative to the source folder, with forward slashes; never blank
/// @param line the line in that file, from 1
public record Provenance(String source, long line) {

  /// Checks both.
  public Provenance {
    Objects.requireNonNull(source, "source");
    if (source.isBlank() || line < 1) {
      throw new IllegalArgumentException("no such place: \"" + source + "\", line " + line);
    }
  }

  /// `file:line`, the form that messages and manifests use.
  ///
  /// @return the place as text
  public String where() {
    return source + ":" + line;
  }
}
