package dev.usher.app.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Which state of the source this program is.
public final class Revision {

  private Revision() {}

  /// The commit of the checkout that the launcher runs from, with `-dirty` where files were
  /// changed.
  ///
  /// @return empty outside a checkout
  public static Optional<String> commit() {
    String home = System.getProperty("usher.home", "");
    if (home.isEmpty()) {
      return Optional.empty();
    }
    try {
      Process git =
          new ProcessBuilder("git", "-C", home, "describe", "--always", "--dirty", "--abbrev=40")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String line = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0
          ? Optional.of(line.strip())
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // git is not installed
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// The version that the jar was built as.
  ///
  /// @return such as `0.1.0`, or `unpackaged` when classes run without a jar
  public static String version() {
    String version = Revision.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
