package dev.usher.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A main class in a JVM of its own: other flags, and a compiler that has seen nothing else.
public final class FreshJvm {
  private FreshJvm() {}

  /// Runs a main class of the test class path to its end.
  ///
  /// @param main class to run
  /// @param argument its only one
  /// @param flags of the JVM
  /// @return what it printed
  public static String run(Class<?> main, String argument, String... flags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(main.getName(), argument));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", flags) + ": " + output);
    }
    return output;
  }
}
