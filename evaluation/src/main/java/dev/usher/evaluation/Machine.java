package dev.usher.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The machine a figure was measured on.
///
/// @param cpu the processor's model name, or its architecture where the system does not say
/// @param processors how many processors the program may use
/// @param system operating system and version
/// @param java the Java runtime's version
public record Machine(String cpu, int processors, String system, String java) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /// This machine.
  ///
  /// @return what the system says of itself
  public static Machine current() {
    return new Machine(
        cpu(CPU_INFO),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString());
  }

  static String cpu(Path info) {
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(Machine::architecture);
    } catch (IOException e) {
      return architecture();
    }
  }

  private static String architecture() {
    return String.valueOf(System.getProperty("os.arch"));
  }
}
