package dev.usher.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The checkout that the tests run in.
public final class Repository {

  private static final Set<String> NOT_SOURCES =
      Set.of(".git", ".idea", ".vscode", "target", "models", "work");

  private Repository() {}

  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  public static String read(String file) {
    return read(root().resolve(file));
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(root())) {
      return all.filter(Files::isRegularFile).filter(Repository::isSource).sorted().toList();
    }
  }

  public static List<Path> java(String side) throws IOException {
    return sources().stream()
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> file.toString().contains("/src/" + side + "/"))
        .toList();
  }

  private static boolean isSource(Path file) {
    for (Path part : root().relativize(file)) {
      if (NOT_SOURCES.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }
}
