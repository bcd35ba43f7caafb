package dev.usher.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One command line, run in a process of its own.
final class ChildProcess {
  private ChildProcess() {}

  /// What came of it.
  ///
  /// @param text both outputs
  record Outcome(int code, String text) {}

  /// Runs Usher under an option of the Java virtual machine.
  static Outcome usher(String option, String... arguments)
      throws IOException, InterruptedException {
    return run(java(List.of(option), List.of(arguments)));
  }

  /// Runs Usher under the shell's limit on the size of a file.
  static Outcome withFilesOf(int kibibytes, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "usher"));
    command.addAll(java(List.of(), arguments));
    return run(command);
  }

  private static List<String> java(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-XX:-UsePerfData"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.usher.app.Main"));
    command.addAll(arguments);
    return command;
  }

  private static Outcome run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }
}
