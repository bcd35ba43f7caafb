package dev.usher.training;

import dev.usher.model.constraint.LogitsSource;
import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Compares the served model with the trained one.
public final class Parity {
  /// Both engines compute in single precision, in another order.
  private static final double ENGINE_BOUND = 1e-2;

  private static final double ARG_MAX_BOUND = 0.98;

  private Parity() {}

  /// A probe sentence as both sides see it.
  ///
  /// @param request the sentence, and what was said before it
  /// @param trainerPrompt the ids that training made of it
  /// @param servedPrompt the ids that the router fed
  /// @param servedOutput the ids that the router wrote, end of turn included
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  public record Probe(
      Request request, int[] trainerPrompt, int[] servedPrompt, int[] servedOutput) {
    Row row() {
      int[] ids = Arrays.copyOf(servedPrompt, servedPrompt.length + servedOutput.length);
      System.arraycopy(servedOutput, 0, ids, servedPrompt.length, servedOutput.length);
      return new Row(ids, servedPrompt.length);
    }
  }

  /// The serving engine.
  public interface Served {
    /// The logits (targets × vocabulary) that precede each token after the prompt.
    ///
    /// @param ids of prompt and output
    /// @param promptLength how many of them are the prompt
    /// @return row by row
    float[] logits(int[] ids, int promptLength);

    /// What it would write under its grammar if the scores were another model's.
    ///
    /// @param request to answer
    /// @param scores of the other model, which has read the prompt
    /// @return the ids of the output, end of turn included
    int[] write(Request request, LogitsSource scores);
  }

  /// Compares the outcome of a run, and the file that is served, with the serving engine.
  ///
  /// @param deployed the served file, with the base's own blocks where an adapter is served over it
  /// @param adapterApart whether the served file is the base, with the run's adapter beside it;
  ///   then the trained weights and the deployed ones are the same
  /// @param probes at least one
  /// @param folder of the run
  /// @param served the serving engine
  /// @return what was measured
  public static ParityCertificate certify(
      RunFolder folder, Path deployed, boolean adapterApart, List<Probe> probes, Served served) {
    if (probes.isEmpty()) {
      throw new UsherException("parity", "there is no probe sentence");
    }
    Path rows = folder.path().resolve("probes.rows");
    RunFolder.writeRows(rows, probes.stream().map(Probe::row).toList());
    Path trained = score(folder, "score-run", folder.path(), rows, "probes.trained.safetensors");
    Path engine =
        adapterApart
            ? trained
            : score(folder, "score-file", deployed, rows, "probes.deployed.safetensors");
    try (SafetensorsFile trainedLogits = SafetensorsFile.open(trained);
        SafetensorsFile engineLogits = SafetensorsFile.open(engine)) {
      return compare(probes, served, trainedLogits, engineLogits);
    } finally {
      delete(trained, engine, rows);
    }
  }

  private static Path score(
      RunFolder folder, String command, Path subject, Path rows, String name) {
    Path out = folder.path().resolve(name);
    TrainerProcess.run(
        List.of(command, subject.toString(), rows.toString(), out.toString()), event -> {});
    return out;
  }

  private static ParityCertificate compare(
      List<Probe> probes, Served served, SafetensorsFile trained, SafetensorsFile engine) {
    double engineDifference = 0;
    double deploymentDifference = 0;
    int tokens = 0;
    int agreeing = 0;
    int identical = 0;
    boolean ids = true;
    for (int i = 0; i < probes.size(); i++) {
      Probe probe = probes.get(i);
      Row row = probe.row();
      float[] logits = served.logits(row.ids(), row.promptLength());
      float[] trainedLogits = logits(trained, i);
      engineDifference = Math.max(engineDifference, difference(logits, logits(engine, i)));
      deploymentDifference = Math.max(deploymentDifference, difference(logits, trainedLogits));
      tokens += row.targets();
      agreeing += agreement(logits, trainedLogits, row.targets());
      identical += writesTheSame(served, probe, trainedLogits) ? 1 : 0;
      ids &= Arrays.equals(probe.trainerPrompt(), probe.servedPrompt());
    }
    return new ParityCertificate(
        probes.size(),
        tokens,
        ids,
        engineDifference,
        ENGINE_BOUND,
        deploymentDifference,
        (double) agreeing / tokens,
        ARG_MAX_BOUND,
        (double) identical / probes.size());
  }

  /// Up to the first token that differs, the trained model has read what the served one wrote. So
  /// its scores along that text are enough to say whether it would have written it.
  private static boolean writesTheSame(Served served, Probe probe, float[] trainedLogits) {
    int[] output = probe.servedOutput();
    StoredLogits scores = new StoredLogits(trainedLogits, output.length);
    return Arrays.equals(served.write(probe.request(), scores), output);
  }

  private static float[] logits(SafetensorsFile file, int probe) {
    return file.tensor("logits." + probe).orElseThrow().toFloats();
  }

  private static double difference(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new UsherException(
          "parity", "the served model gives " + a.length + " logits, the trainer " + b.length);
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Math.abs((double) a[i] - b[i]);
      largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
    }
    return largest;
  }

  private static int agreement(float[] a, float[] b, int rows) {
    int width = a.length / rows;
    int same = 0;
    for (int row = 0; row < rows; row++) {
      same += argMax(a, row * width, width) == argMax(b, row * width, width) ? 1 : 0;
    }
    return same;
  }

  private static int argMax(float[] values, int from, int width) {
    int best = 0;
    for (int i = 1; i < width; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  private static void delete(Path... files) {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
