package dev.usher.app.command;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.format.CarriedTools;
import dev.usher.dataset.format.RowFile;
import dev.usher.dataset.format.RowFormat;
import dev.usher.dataset.generate.Workspace;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Somebody's rows: a file, or the files of a folder by their sides, named as for an import.
///
/// @param path of the file or the folder
/// @param test held out to report on
/// @param validation held out to choose by
/// @param train to learn from; all there is where the path is a file
record RowSides(Path path, List<RowFile> test, List<RowFile> validation, List<RowFile> train) {
  private static final Set<String> SIDES =
      Set.of(
          DatasetFolder.TRAIN,
          DatasetFolder.TEST,
          DatasetFolder.VALIDATION,
          "valid.jsonl",
          "val.jsonl",
          "dev.jsonl");

  /// Copies the lists.
  RowSides {
    test = List.copyOf(test);
    validation = List.copyOf(validation);
    train = List.copyOf(train);
  }

  /// Reads them.
  ///
  /// @throws UsherException if a file cannot be read, or a folder has none to learn from
  static RowSides read(Path path, Optional<RowFormat> form) {
    if (!Files.isDirectory(path)) {
      return new RowSides(path, List.of(), List.of(), List.of(RowFile.read(path, form)));
    }
    List<RowFile> test = new ArrayList<>();
    List<RowFile> validation = new ArrayList<>();
    List<RowFile> train = new ArrayList<>();
    List<RowFile> others = new ArrayList<>();
    for (Path file : files(path)) {
      String name = String.valueOf(file.getFileName());
      List<RowFile> side =
          switch (name) {
            case DatasetFolder.TEST -> test;
            case DatasetFolder.TRAIN -> train;
            default -> SIDES.contains(name) ? validation : others;
          };
      if (SIDES.contains(name) || !Files.exists(path.resolve(DatasetFolder.TRAIN))) {
        side.add(RowFile.read(file, form));
      }
    }
    train.addAll(others);
    if (train.isEmpty()) {
      throw new UsherException(
          path.toString(),
          "has no rows to learn from; expected train.jsonl or another .jsonl file, or name a file");
    }
    return new RowSides(path, test, validation, train);
  }

  /// The folder's JSON lines; a side may be empty.
  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl") && file.toFile().length() > 0)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UsherException(folder.toString(), "cannot be listed: " + e.getMessage());
    }
  }

  /// All files, in the order of [#sides()].
  List<RowFile> files() {
    return Stream.of(test, validation, train).flatMap(List::stream).toList();
  }

  /// The rows of each side, the most protected one first.
  List<List<Candidate>> sides() {
    return Stream.of(test, validation, train).map(RowSides::rows).toList();
  }

  private static List<Candidate> rows(List<RowFile> side) {
    return side.stream().flatMap(file -> file.candidates().stream()).toList();
  }

  /// The catalogue of the rows.
  ///
  /// @param given a catalogue's file, used before the folder's own and before what the rows carry
  /// @throws UsherException if none of them is there, or one is no catalogue
  ToolCatalog catalog(Optional<Path> given) {
    Path own = path.resolve(DatasetFolder.TOOLS);
    if (given.isPresent() || Files.exists(own)) {
      return ToolCatalog.read(given.orElse(own));
    }
    CarriedTools carried = CarriedTools.union(files().stream().map(RowFile::tools).toList());
    if (carried.isEmpty()) {
      throw new UsherException(path.toString(), "carries no tools; name their file with --tools");
    }
    return carried.catalog(path.toString());
  }

  /// The workspace that the rows lie in a folder of, if they do.
  Workspace workspace() {
    Path folder = isFolder() ? path : path.toAbsolutePath().resolve("..");
    return new Workspace(folder.toAbsolutePath().resolve("..").normalize());
  }

  /// Whether there are sides to be judged against each other.
  boolean isFolder() {
    return Files.isDirectory(path);
  }
}
