package dev.usher.training.torch;

import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import dev.usher.training.RunFolder;
import dev.usher.training.StepBenchmark;
import dev.usher.training.TrainingEvent;
import dev.usher.training.TrainingMethod;
import dev.usher.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import tools.jackson.databind.json.JsonMapper;

/// The child JVM's entry: `train RUN`, `score-run RUN ROWS OUT`, `score-file MODEL ROWS OUT` or
/// `benchmark MODEL METHOD SEQUENCES LENGTH GRADIENT_CHECKPOINTING`. Events go to standard output,
/// one JSON object a line; the process ends when its standard input does, so that it never outlives
/// its parent.
public final class TrainerMain {
  private static final String OUT_OF_MEMORY =
      "memory: the trainer ran out of it; use --gradient-checkpointing or a smaller batch, or end"
          + " other programs";

  /// Whom libtorch blames when it is refused memory.
  private static final String ALLOCATOR = "DefaultCPUAllocator";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream events;

  private TrainerMain(PrintStream events) {
    this.events = events;
  }

  /// Runs one command and exits with 0, or with 1 after a `failed` event.
  ///
  /// @param arguments the command
  @SuppressWarnings("SystemOut") // the event channel to the parent JVM
  public static void main(String[] arguments) {
    PrintStream channel = System.out;
    System.setOut(System.err);
    Thread.ofPlatform().daemon().name("parent-watch").start(TrainerMain::exitWithParent);
    int exit = new TrainerMain(channel).run(arguments);
    Runtime.getRuntime().halt(exit);
  }

  private int run(String[] arguments) {
    try (PointerScope _ = new PointerScope()) {
      switch (arguments[0]) {
        case "train" -> train(folder(arguments));
        case "score-run" -> Scoring.trained(folder(arguments), rows(arguments), out(arguments));
        case "score-file" -> Scoring.file(Path.of(arguments[1]), rows(arguments), out(arguments));
        case "benchmark" -> emit(timing(arguments).measure());
        default -> throw new UsherException("trainer", "unknown command " + arguments[0]);
      }
      return 0;
    } catch (FailedException | UncheckedIOException e) {
      fail(false, String.valueOf(e.getMessage()));
    } catch (UsherException e) {
      fail(true, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      fail(false, OUT_OF_MEMORY);
    } catch (RuntimeException e) {
      boolean memory = String.valueOf(e.getMessage()).contains(ALLOCATOR);
      fail(false, memory ? OUT_OF_MEMORY : "trainer: " + e);
    }
    return 1;
  }

  private void fail(boolean badInput, String message) {
    emit(new TrainingEvent.Failed(badInput, message));
  }

  private static RunFolder folder(String[] arguments) {
    return new RunFolder(Path.of(arguments[1]));
  }

  private static Path rows(String[] arguments) {
    return Path.of(arguments[2]);
  }

  private static Path out(String[] arguments) {
    return Path.of(arguments[3]);
  }

  private static StepTiming timing(String[] arguments) {
    return new StepTiming(
        BaseModel.open(Path.of(arguments[1])),
        TrainingMethod.valueOf(arguments[2]),
        Integer.parseInt(arguments[3]),
        Integer.parseInt(arguments[4]),
        Boolean.parseBoolean(arguments[5]));
  }

  private void train(RunFolder folder) {
    TrainingPlan plan = RunFolder.readJson(folder.plan(), TrainingPlan.class);
    new TrainingRun(folder, plan, event -> record(folder, event)).run();
  }

  /// Steps and validations are kept in the run folder too.
  private void record(RunFolder folder, TrainingEvent event) {
    emit(event);
    switch (event) {
      case TrainingEvent.Stepped _, TrainingEvent.Validated _ -> append(folder.history(), event);
      case TrainingEvent.Started _,
          TrainingEvent.Saved _,
          TrainingEvent.Finished _,
          TrainingEvent.Failed _,
          StepBenchmark.Measured _ -> {}
    }
  }

  private static void append(Path file, TrainingEvent event) {
    try {
      Files.write(file, List.of(line(event)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void emit(TrainingEvent event) {
    events.println(line(event));
    events.flush();
  }

  private static String line(TrainingEvent event) {
    return JSON.writerFor(TrainingEvent.class).writeValueAsString(event);
  }

  private static void exitWithParent() {
    try {
      while (System.in.read() >= 0) {
        // The parent never writes; only the end of the stream says something.
      }
    } catch (IOException e) {
      // The same as the end of the stream.
    }
    NativeProcess.exit(1);
  }
}
