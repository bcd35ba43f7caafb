package dev.usher.training;

import static java.util.stream.Collectors.joining;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The folder of one training run, and where things lie in it.
///
/// `plan.json` (what to do), `train.rows` and `validation.rows` (token ids, a JSON row a line),
/// `checkpoint.safetensors` (the newest state to resume from), `kept.safetensors` (the kept
/// validated tensors), `history.jsonl` (steps and validations), `trained.safetensors` (the
/// outcome).
///
/// @param path the folder itself
public record RunFolder(Path path) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What to do.
  ///
  /// @return the file
  public Path plan() {
    return path.resolve("plan.json");
  }

  /// The base model of a run.
  ///
  /// @param plan of the run
  /// @return the file or folder
  public Path base(TrainingPlan plan) {
    return path.resolve(plan.base()).normalize();
  }

  /// How [#base] finds a model.
  Path seenFromHere(Path base) {
    return path.toAbsolutePath().normalize().relativize(base.toAbsolutePath().normalize());
  }

  /// The newest state to resume from.
  ///
  /// @return the file
  public Path checkpoint() {
    return path.resolve("checkpoint.safetensors");
  }

  /// The tensors of the validated step that is kept so far.
  ///
  /// @return the file
  public Path kept() {
    return path.resolve("kept.safetensors");
  }

  /// Steps and validations so far.
  ///
  /// @return the file
  public Path history() {
    return path.resolve("history.jsonl");
  }

  /// The trained tensors, written last.
  ///
  /// @return the file
  public Path trained() {
    return path.resolve("trained.safetensors");
  }

  /// The tokenised training rows.
  ///
  /// @return the file
  public Path trainingRows() {
    return path.resolve("train.rows");
  }

  /// The tokenised validation rows.
  ///
  /// @return the file
  public Path validationRows() {
    return path.resolve("validation.rows");
  }

  /// Writes rows under a name that appears only when all are written.
  ///
  /// @param file to write
  /// @param rows to write
  public static void writeRows(Path file, List<Row> rows) {
    AtomicFile.write(
        file,
        channel -> {
          Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8);
          for (Row row : rows) {
            writer.write(JSON.writeValueAsString(row) + "\n");
          }
          writer.flush();
        });
  }

  /// Reads what [#writeRows] wrote.
  ///
  /// @param file to read
  /// @return its rows
  /// @throws UsherException if a line is no row
  public static List<Row> readRows(Path file) {
    List<Row> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        rows.add(JSON.readValue(line, Row.class));
      }
    } catch (IOException | JacksonException e) {
      throw new UsherException(
          file + ":" + (rows.size() + 1), "expected a row of token ids: " + e.getMessage());
    }
    return rows;
  }

  /// Writes a value as JSON under a name that appears only when all is written.
  ///
  /// @param file to write
  /// @param value a record
  public static void writeJson(Path file, Object value) {
    AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
  }

  /// Reads a JSON file.
  ///
  /// @param <T> the record
  /// @param file to read
  /// @param type the record
  /// @return its content
  /// @throws UsherException if it is missing or does not have the type's form
  public static <T> T readJson(Path file, Class<T> type) {
    try {
      return JSON.readValue(file.toFile(), type);
    } catch (JacksonException e) {
      throw new UsherException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /// The steps and validations so far, in order.
  ///
  /// @return in order
  public List<TrainingEvent> readHistory() {
    if (!Files.exists(history())) {
      return List.of();
    }
    try {
      return Files.readAllLines(history()).stream()
          .map(line -> JSON.readValue(line, TrainingEvent.class))
          .toList();
    } catch (IOException | JacksonException e) {
      throw new UsherException(history().toString(), "cannot be read: " + e.getMessage());
    }
  }

  /// Takes out of the history what a run that resumes at `step` will do again.
  ///
  /// @param step how many steps are done
  public void forgetAfter(long step) {
    List<String> kept = new ArrayList<>();
    try {
      if (!Files.exists(history())) {
        return;
      }
      for (String line : Files.readAllLines(history())) {
        if (isComplete(line) && stepOf(JSON.readValue(line, TrainingEvent.class)) <= step) {
          kept.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AtomicFile.write(history(), kept.stream().map(line -> line + "\n").collect(joining()));
  }

  /// A run that is killed may leave half a line.
  private static boolean isComplete(String line) {
    return line.startsWith("{") && line.endsWith("}");
  }

  private static long stepOf(TrainingEvent event) {
    return switch (event) {
      case TrainingEvent.Stepped stepped -> stepped.step();
      case TrainingEvent.Validated validated -> validated.step();
      case TrainingEvent.Saved saved -> saved.step();
      case TrainingEvent.Finished finished -> finished.steps();
      case TrainingEvent.Started started -> started.firstStep();
      case TrainingEvent.Failed _, StepBenchmark.Measured _ -> 0;
    };
  }
}
