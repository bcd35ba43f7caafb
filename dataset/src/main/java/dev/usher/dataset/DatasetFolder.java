package dev.usher.dataset;

import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A data set on disk: `tools.json`, `train.jsonl`, `validation.jsonl`, `test.jsonl` and the
/// `manifest.json` that names them by hash.
///
/// @param path the folder
/// @param catalog what may be called
/// @param splits the examples
/// @param manifest how they were made
public record DatasetFolder(
    Path path, ToolCatalog catalog, Splits splits, DatasetManifest manifest) {

  /// The catalogue's file.
  public static final String TOOLS = "tools.json";

  /// The training side's file.
  public static final String TRAIN = "train.jsonl";

  /// The validation side's file.
  public static final String VALIDATION = "validation.jsonl";

  /// The test side's file.
  public static final String TEST = "test.jsonl";

  /// The manifest's file, written last.
  public static final String MANIFEST = "manifest.json";

  /// Where new files stand until they are whole.
  private static final String NEXT = ".next";

  /// Reads a folder and proves it whole: every file has the hash that the manifest names, every row
  /// is admitted by the catalogue, and no training sentence stands on a held-out side.
  ///
  /// @param folder the folder
  /// @return the data set; validation and test may be empty, training is not
  /// @throws UsherException if any of that fails; it names file and line
  public static DatasetFolder read(Path folder) {
    moveIntoPlace(folder);
    DatasetManifest manifest = manifest(folder);
    manifest.files().forEach((name, expected) -> verify(folder.resolve(name), expected));
    ToolCatalog catalog = ToolCatalog.read(folder.resolve(TOOLS));
    if (!catalog.hash().equals(manifest.catalogueSha256())) {
      throw new UsherException(
          folder.resolve(TOOLS).toString(), "is not the catalogue of manifest.json; " + again());
    }
    Splits splits =
        new Splits(
            side(folder, TRAIN, catalog, manifest),
            side(folder, VALIDATION, catalog, manifest),
            side(folder, TEST, catalog, manifest));
    refuseLeaks(folder, splits);
    return new DatasetFolder(folder, catalog, splits, manifest);
  }

  private static DatasetManifest manifest(Path folder) {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new UsherException(
          file.toString(), "is missing: no data set folder, or an import that was cut; " + again());
    }
    DatasetManifest manifest = DatasetManifest.parse(text(file), file.toString());
    for (String name : List.of(TOOLS, TRAIN, VALIDATION, TEST)) {
      if (!manifest.files().containsKey(name)) {
        throw new UsherException(file.toString(), "does not name " + name + "; " + again());
      }
    }
    return manifest;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw JsonLines.unreadable(file.toString(), e);
    }
  }

  private static void verify(Path file, DatasetManifest.DataFile expected) {
    String actual = Sha256.of(file);
    if (!actual.equals(expected.sha256())) {
      throw new UsherException(
          file.toString(),
          "has SHA-256 %s, manifest.json says %s: it was changed after the import; %s"
              .formatted(actual, expected.sha256(), again()));
    }
  }

  private static String again() {
    return "import the data again (usher import)";
  }

  private static List<Example> side(
      Path folder, String name, ToolCatalog catalog, DatasetManifest manifest) {
    Path file = folder.resolve(name);
    List<Example> rows =
        name.equals(TRAIN)
            ? ExampleFile.read(file, catalog)
            : ExampleFile.readOrEmpty(file, catalog);
    DatasetManifest.Origins origins = manifest.provenance().get(name);
    if (origins == null || origins.line().size() != rows.size()) {
      throw new UsherException(
          folder.resolve(MANIFEST).toString(),
          "/provenance/%s: expected a place for each of %,d rows; %s"
              .formatted(name, rows.size(), again()));
    }
    List<Example> examples = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      examples.add(rows.get(row).from(origins.at(row)));
    }
    return examples;
  }

  private static void refuseLeaks(Path folder, Splits splits) {
    splits.leaks(leak -> {
      throw new UsherException(
          folder.resolve(TRAIN) + ":" + (splits.train().indexOf(leak) + 1),
          "\"%s\" also stands on the validation or test side; %s".formatted(leak.text(), again()));
    });
  }

  /// Writes a folder, whole or not at all: until all files stand in a folder of their own within
  /// it, the old ones stay. Killed after that, the next [#read] moves them into place.
  ///
  /// @param folder where to write; made where missing
  /// @param catalog what may be called
  /// @param splits the examples
  /// @param made how they were made
  /// @return what was written
  /// @throws UsherException if a training sentence stands on a held-out side
  /// @throws UncheckedIOException if the folder cannot be written to
  public static DatasetFolder write(
      Path folder, ToolCatalog catalog, Splits splits, ImportRecord made) {
    refuseLeaks(folder, splits);
    DatasetManifest manifest = DatasetManifest.of(made, catalog, splits);
    Path next = folder.resolve(NEXT);
    try {
      Files.deleteIfExists(next.resolve(MANIFEST));
    } catch (IOException e) {
      throw new UncheckedIOException(next + ": cannot be replaced: " + e.getMessage(), e);
    }
    AtomicFile.write(next.resolve(TOOLS), catalog.toJson());
    sides(splits).forEach((name, side) -> ExampleFile.write(next.resolve(name), side));
    AtomicFile.write(next.resolve(MANIFEST), manifest.toJson());
    moveIntoPlace(folder);
    return new DatasetFolder(folder, catalog, splits, manifest);
  }

  /// Ends a write that was whole but for its last moves.
  private static void moveIntoPlace(Path folder) {
    Path next = folder.resolve(NEXT);
    if (!Files.exists(next.resolve(MANIFEST))) {
      return;
    }
    try {
      for (String name : List.of(TOOLS, TRAIN, VALIDATION, TEST, MANIFEST)) {
        if (Files.exists(next.resolve(name))) {
          Files.move(next.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
      }
      Files.delete(next);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: cannot be moved to %s: %s".formatted(next, folder, e.getMessage()), e);
    }
  }

  /// The three sides by the names of their files.
  ///
  /// @return training, validation, test
  public SequencedMap<String, List<Example>> sides() {
    return sides(splits);
  }

  static SequencedMap<String, List<Example>> sides(Splits splits) {
    SequencedMap<String, List<Example>> sides = new LinkedHashMap<>();
    sides.put(TRAIN, splits.train());
    sides.put(VALIDATION, splits.validation());
    sides.put(TEST, splits.test());
    return sides;
  }
}
