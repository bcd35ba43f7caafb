package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.model.store.ModelFile;
import dev.usher.model.store.ModelStore;
import dev.usher.tools.UsherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// Finds the base model, and shows a download.
public final class BaseModel {

  private BaseModel() {}

  /// Finds or fetches a base model.
  ///
  /// @param reference as people call it
  /// @param console shows a download
  /// @return a GGUF
  /// @throws UsherException if it is nowhere
  public static Path resolve(String reference, Console console) {
    AtomicBoolean announced = new AtomicBoolean();
    ModelFile model;
    try (ProgressBar bar = console.progress("downloading")) {
      model =
          ModelStore.standard()
              .resolve(
                  reference,
                  (what, bytes, total) -> {
                    if (!announced.getAndSet(true)) {
                      console.say("downloading %s, %,d MB".formatted(what, total / 1_000_000));
                    }
                    bar.update(
                        (double) bytes / total,
                        "%,d of %,d MB".formatted(bytes / 1_000_000, total / 1_000_000));
                  });
    }
    if (Files.isDirectory(model.path())) {
      throw new UsherException(
          model.path().toString(), "is a folder; expected the path of a GGUF file");
    }
    return model.path();
  }
}
