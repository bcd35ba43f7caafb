package dev.usher.app.pipeline;

import dev.usher.dataset.RecordJson;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// `build.json` of a model folder: what was made, from what, by hash.
///
/// @param format the version of this file's form, 1
/// @param data the manifest of the data folder, as it was
/// @param base the base model's file, as it was
/// @param settings how it was trained, by the names of the options
/// @param files the files of the model folder by their names, with their hashes
public record BuildRecord(
    int format,
    Source data,
    Source base,
    SequencedMap<String, String> settings,
    SequencedMap<String, String> files) {

  /// The version of the form that this program reads and writes.
  public static final int FORMAT = 1;

  /// Copies the maps.
  public BuildRecord {
    settings = new LinkedHashMap<>(settings);
    files = new LinkedHashMap<>(files);
  }

  /// A file outside the model folder.
  ///
  /// @param path where it was; it may be gone by now
  /// @param sha256 the hash of its bytes
  public record Source(String path, String sha256) {

    static Source of(Path file) {
      return new Source(file.toString(), Sha256.of(file));
    }
  }

  /// Whether another build would start from the same things in the same way.
  boolean startsAs(BuildRecord other) {
    return data.sha256().equals(other.data.sha256())
        && base.sha256().equals(other.base.sha256())
        && settings.equals(other.settings);
  }

  /// Writes the file, whole or not at all.
  void write(Path file) {
    AtomicFile.write(file, RecordJson.write(this));
  }

  /// Reads a file.
  ///
  /// @param file the file
  /// @return what it says
  /// @throws UsherException if it is missing or not of this form
  public static BuildRecord read(Path file) {
    try {
      BuildRecord build =
          RecordJson.read(
              Files.readString(file), BuildRecord.class, file.toString(), "a build record");
      if (build.format() != FORMAT) {
        throw new UsherException(
            file.toString(),
            "has form %d, expected %d; train again".formatted(build.format(), FORMAT));
      }
      return build;
    } catch (IOException e) {
      throw new UsherException(
          file.toString(),
          "is missing: no trained model, or a training that was cut; train it (again)");
    }
  }
}
