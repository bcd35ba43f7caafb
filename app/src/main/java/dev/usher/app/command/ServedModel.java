package dev.usher.app.command;

import dev.usher.app.pipeline.ModelFolder;
import dev.usher.router.Router;
import dev.usher.router.RouterOptions;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options of every verb that uses a trained router.
final class ServedModel {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Folder of a trained router.")
  private Path folder;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads for arithmetic. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  ModelFolder folder() {
    return new ModelFolder(folder);
  }

  Router open() {
    return Router.open(folder, RouterOptions.defaults().withThreads(threads));
  }
}
