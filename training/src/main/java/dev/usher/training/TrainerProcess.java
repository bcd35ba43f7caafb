package dev.usher.training;

import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The trainer as a child JVM, for a wrong native call ends the process that makes it. The child
/// reads its standard input only to notice that this process is gone; it then ends too.
final class TrainerProcess {
  private static final String MAIN = "dev.usher.training.torch.TrainerMain";
  private static final String HEAP = "-Xmx6g";

  /// libtorch has two thread pools in single precision, which would otherwise spin on the same
  /// processors. The C library's allocator would otherwise take every large tensor anew from the
  /// system, and its pages are slow to fault in.
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_WAIT_POLICY",
          "passive",
          "OPENBLAS_THREAD_TIMEOUT",
          "4",
          "GLIBC_TUNABLES",
          "glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=4294967296"
              + ":glibc.malloc.trim_threshold=17179869184:glibc.malloc.top_pad=67108864");

  private static final int KEPT_LINES = 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TrainerProcess() {}

  /// Runs one command of the trainer to its end.
  ///
  /// @param listener gets every event, on the calling thread
  /// @throws UsherException with the trainer's own words if the input is at fault
  /// @throws FailedException with the trainer's own words if it fails otherwise, or how it ended
  static void run(List<String> arguments, Consumer<TrainingEvent> listener) {
    Process process = start(arguments);
    Thread shutdown = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(shutdown);
    try {
      follow(process, listener);
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(shutdown);
    }
  }

  private static Process start(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.PIPE);
    ENVIRONMENT.forEach(builder.environment()::putIfAbsent);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the trainer cannot be started: " + command.getFirst(), e);
    }
  }

  private static void follow(Process process, Consumer<TrainingEvent> listener) {
    List<String> errors = new ArrayList<>();
    Thread errorReader = Thread.ofVirtual().start(() -> keepLast(process, errors));
    TrainingEvent.Failed failure = null;
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        TrainingEvent event = event(line);
        if (event instanceof TrainingEvent.Failed failed) {
          failure = failed;
        }
        if (event != null) {
          listener.accept(event);
        }
      }
      int exit = process.waitFor();
      errorReader.join();
      if (failure != null) {
        throw exception(failure);
      }
      if (exit != 0) {
        throw new FailedException("training", ended(exit, errors));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("training", "interrupted; start it again to go on");
    }
  }

  private static UsherException exception(TrainingEvent.Failed failure) {
    return failure.badInput()
        ? new UsherException("training", failure.message())
        : new FailedException("training", failure.message());
  }

  private static String ended(int exit, List<String> errors) {
    String reason =
        exit == 137
            ? "was killed (by the system when memory runs out: use --gradient-checkpointing or a"
                + " smaller batch)"
            : "ended with exit code " + exit;
    return "the trainer "
        + reason
        + "; start it again to go on from its last checkpoint"
        + (errors.isEmpty() ? "" : "\n" + String.join("\n", errors));
  }

  /// Null for a line that is no event, such as a warning of a native library.
  private static @org.jspecify.annotations.Nullable TrainingEvent event(String line) {
    try {
      return line.startsWith("{") ? JSON.readValue(line, TrainingEvent.class) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static void keepLast(Process process, List<String> errors) {
    try (BufferedReader lines = process.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (errors.size() == KEPT_LINES) {
          errors.removeFirst();
        }
        errors.add(line);
      }
    } catch (IOException e) {
      // The process is gone; its exit code says the rest.
    }
  }
}
