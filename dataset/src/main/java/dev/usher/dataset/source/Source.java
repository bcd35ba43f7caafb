package dev.usher.dataset.source;

import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.JsonLines;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A file or a folder to import, and the note of which of its files were read.
final class Source {

  private static final int DEPTH = 2;

  private final Path path;
  private final Path root;
  private final SequencedSet<Path> read = new TreeSet<>();

  private Source(Path path, Path root) {
    this.path = path;
    this.root = root;
  }

  /// @throws UsherException if there is no such file or folder
  static Source of(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return new Source(path, absolute);
    }
    Path parent = absolute.getParent();
    if (Files.isRegularFile(absolute) && parent != null) {
      return new Source(path, parent);
    }
    throw new UsherException(path.toString(), "is neither a file nor a folder; check the path");
  }

  /// The source as the user named it.
  String name() {
    return path.toString();
  }

  /// The source where it is one file.
  Optional<Path> file() {
    return Files.isRegularFile(path)
        ? Optional.of(path.toAbsolutePath().normalize())
        : Optional.empty();
  }

  /// A file of the folder, by the first of these names that is there; none where the source is one
  /// file.
  Optional<Path> find(String... names) {
    return file().isPresent() ? Optional.empty() : beside(names);
  }

  /// A file in the folder, or beside the source where that is one file.
  Optional<Path> beside(String... names) {
    return Stream.of(names).map(root::resolve).filter(Files::isRegularFile).findFirst();
  }

  /// The folder's files of such names, its subfolders' included, in order of their names; the file
  /// itself where the source is one.
  List<Path> files(Predicate<String> name) {
    if (file().isPresent()) {
      return List.of(file().get());
    }
    try (Stream<Path> all = Files.walk(root, DEPTH)) {
      return all.filter(Files::isRegularFile)
          .filter(each -> name.test(String.valueOf(each.getFileName())))
          .sorted(Comparator.comparing(this::name))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new UsherException(name(), "cannot be listed: " + e.getMessage());
    }
  }

  /// A file's path inside the source, with forward slashes.
  String name(Path file) {
    List<String> names = new ArrayList<>();
    root.relativize(file).forEach(each -> names.add(each.toString()));
    return String.join("/", names);
  }

  /// A file's bytes; the file is noted as read.
  byte[] bytes(Path file) {
    note(file);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw JsonLines.unreadable(name(file), e);
    }
  }

  /// A file's rows; the file is noted as read.
  List<JsonLines.Row> rows(Path file) {
    note(file);
    return JsonLines.read(file, name(file));
  }

  /// Notes that a file was read.
  void note(Path file) {
    read.add(file.toAbsolutePath().normalize());
  }

  /// Whether a file was read.
  boolean hasRead(Path file) {
    return read.contains(file.toAbsolutePath().normalize());
  }

  /// The files that were read, with their hashes. A file from elsewhere goes by its bare name.
  List<ImportRecord.SourceFile> record() {
    return read.stream().map(this::record).toList();
  }

  private ImportRecord.SourceFile record(Path file) {
    String name = file.startsWith(root) ? name(file) : String.valueOf(file.getFileName());
    try {
      return new ImportRecord.SourceFile(name, Sha256.of(file), Files.size(file));
    } catch (IOException e) {
      throw JsonLines.unreadable(name, e);
    }
  }
}
