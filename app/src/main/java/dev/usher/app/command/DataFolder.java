package dev.usher.app.command;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.generate.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// The argument of every verb that looks at a data set.
final class DataFolder {

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "A data folder, or a workspace that has one.")
  private Path folder;

  /// The workspace that was named, or that the data folder lies in.
  Workspace workspace() {
    Path inside = new Workspace(folder).dataset();
    return new Workspace(
        path().equals(inside) ? folder : folder.toAbsolutePath().resolve("..").normalize());
  }

  /// The data folder itself.
  Path path() {
    Path inside = new Workspace(folder).dataset();
    boolean itself = Files.exists(folder.resolve(DatasetFolder.MANIFEST));
    return !itself && Files.exists(inside.resolve(DatasetFolder.MANIFEST)) ? inside : folder;
  }
}
