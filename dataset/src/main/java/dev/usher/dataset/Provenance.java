package dev.usher.dataset;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Where an example was read: a file, by its name inside the source, and a line; and who wrote it,
/// where that is known.
///
/// @param source the file's path relative to the source folder, with forward slashes; never blank
/// @param line the line in that file, from 1
/// @param author who wrote the sentence, and for what
public record Provenance(String source, long line, Optional<Author> author) {

  /// Checks all of it.
  public Provenance {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(author, "author");
    if (source.isBlank() || line < 1) {
      throw new IllegalArgumentException("no such place: \"" + source + "\", line " + line);
    }
  }

  /// A place in a file of which nobody says who wrote it.
  ///
  /// @param source the file's path relative to the source folder, with forward slashes; never blank
  /// @param line the line in that file, from 1
  public Provenance(String source, long line) {
    this(source, line, Optional.empty());
  }

  /// Who wrote a sentence.
  ///
  /// @param teacher by name
  /// @param scenario the number of the scenario for which it was written, from 0, if there is one
  public record Author(String teacher, OptionalLong scenario) {}

  /// The same place, with who wrote for a scenario.
  ///
  /// @param teacher by name
  /// @param scenario its number
  /// @return a new provenance
  public Provenance by(String teacher, long scenario) {
    return new Provenance(
        source, line, Optional.of(new Author(teacher, OptionalLong.of(scenario))));
  }

  /// The same place, with who wrote the sentence anew; for which scenario stays.
  ///
  /// @param teacher by name
  /// @return a new provenance
  public Provenance by(String teacher) {
    return new Provenance(source, line, Optional.of(new Author(teacher, scenario())));
  }

  /// The scenario for which the sentence was written.
  ///
  /// @return its number, from 0, if there is one
  public OptionalLong scenario() {
    return author.map(Author::scenario).orElse(OptionalLong.empty());
  }

  /// `file:line`, the form that messages and manifests use.
  ///
  /// @return the place as text
  public String where() {
    return source + ":" + line;
  }
}
