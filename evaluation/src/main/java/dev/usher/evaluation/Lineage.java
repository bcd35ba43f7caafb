package dev.usher.evaluation;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// What a scorecard was made from: a figure without these is nobody's.
///
/// @param model the model's file
/// @param data the file of examples
/// @param catalogueSha256 the catalogue's hash
/// @param commit the program's source revision, where it is known
/// @param version the program's version
/// @param machine where it ran
/// @param date when it began
/// @param settings how the predictor was set: format, threads, threshold and the like, by name
public record Lineage(
    Artefact model,
    Artefact data,
    String catalogueSha256,
    Optional<String> commit,
    String version,
    Machine machine,
    Instant date,
    SequencedMap<String, String> settings) {

  /// Copies the settings; the date is cut to whole seconds.
  public Lineage {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(catalogueSha256, "catalogueSha256");
    date = date.truncatedTo(ChronoUnit.SECONDS);
    settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
  }

  /// A file by name and hash.
  ///
  /// @param name the file as the user knows it
  /// @param sha256 the hash of its bytes
  public record Artefact(String name, String sha256) {

    /// Refuses nulls.
    public Artefact {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(sha256, "sha256");
    }

    /// A file as it now is.
    ///
    /// @param file the file
    /// @return its path as given, and its hash
    /// @throws UsherException if it cannot be read
    public static Artefact of(Path file) {
      return new Artefact(file.toString(), Sha256.of(file));
    }
  }
}
