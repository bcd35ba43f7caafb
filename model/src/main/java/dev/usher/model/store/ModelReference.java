package dev.usher.model.store;

import dev.usher.tools.UsherException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// What people type to name a model.
sealed interface ModelReference {
  /// A path that exists.
  record Local(Path path) implements ModelReference {}

  /// The packaged default, by its short name.
  record Packaged() implements ModelReference {}

  /// A file of a repository on the hub.
  record HubFile(String repository, String file) implements ModelReference {}

  /// A repository on the hub that has one GGUF.
  record HubRepository(String repository) implements ModelReference {}

  String GGUF = ".gguf";
  Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}");

  /// @param packaged short name of the default
  static ModelReference parse(String text, String packaged) {
    if (text.toLowerCase(Locale.ROOT).equals(packaged)) {
      return new Packaged();
    }
    if (exists(text)) {
      return new Local(Path.of(text));
    }
    String[] parts = text.split("/", -1);
    if (parts.length == 2 && areNames(parts) && !isGguf(text)) {
      return new HubRepository(text);
    }
    if (parts.length > 2 && areNames(parts) && isGguf(text)) {
      String repository = parts[0] + "/" + parts[1];
      return new HubFile(repository, text.substring(repository.length() + 1));
    }
    throw new UsherException(
        text,
        "there is no such file; expected a path to a GGUF, '"
            + packaged
            + "', or a model on the hub as ORGANISATION/NAME or ORGANISATION/NAME/FILE.gguf");
  }

  private static boolean exists(String text) {
    try {
      return !text.isBlank() && Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static boolean isGguf(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(GGUF);
  }

  private static boolean areNames(String[] parts) {
    for (String part : parts) {
      if (!PART.matcher(part).matches()) {
        return false;
      }
    }
    return true;
  }
}
