package dev.usher.dataset.profile;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.ImportRecord.SourceFile;
import dev.usher.dataset.Provenance;
import dev.usher.dataset.generate.CandidateLog;
import dev.usher.dataset.generate.GeneratedRow;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The lines of candidate logs that a data set's rows were taken from: who wrote them, and for
/// which scenario. Known only while the data set lies in its workspace and its logs still begin
/// with the bytes that the manifest names.
final class WrittenRows {

  private final List<GeneratedRow> rows;
  private final Workspace workspace;

  private WrittenRows(List<GeneratedRow> rows, Workspace workspace) {
    this.rows = rows;
    this.workspace = workspace;
  }

  static WrittenRows of(DatasetFolder folder, List<Example> examples) {
    Workspace workspace = new Workspace(folder.path().toAbsolutePath().resolve("..").normalize());
    Map<String, GeneratedRow> written = new HashMap<>();
    if (folder.manifest().made().importer().equals(Harvest.IMPORTER)) {
      for (SourceFile source : folder.manifest().made().sources()) {
        Path log = workspace.path().resolve(source.file());
        if (source.isStartOf(log)) {
          CandidateLog.rows(log)
              .forEach(row -> written.put(line(row.candidate().provenance()), row));
        }
      }
    }
    List<GeneratedRow> rows =
        examples.stream()
            .map(example -> written.get(line(example.provenance())))
            .filter(Objects::nonNull)
            .toList();
    return new WrittenRows(rows, workspace);
  }

  /// A log's name and a line in it, whatever folder the log was reached through.
  private static String line(Provenance place) {
    return Path.of(place.source()).getFileName() + ":" + place.line();
  }

  SequencedMap<String, Integer> teachers() {
    SequencedMap<String, Integer> teachers = new TreeMap<>();
    rows.forEach(row -> teachers.merge(row.teacher(), 1, Integer::sum));
    return teachers;
  }

  List<AxisUse> axes() {
    Map<String, Map<String, Double>> weights = weights();
    return rows.stream()
        .flatMap(row -> row.scenario().keySet().stream())
        .distinct()
        .map(axis ->
            AxisUse.of(
                axis,
                rows.stream().map(row -> row.scenario().getOrDefault(axis, "")).toList(),
                weights.getOrDefault(axis, Map.of())))
        .toList();
  }

  /// The wanted shares by axis and value; none if the scenarios were edited after the rows were
  /// written.
  private Map<String, Map<String, Double>> weights() {
    if (rows.isEmpty() || !Files.isDirectory(workspace.scenarios())) {
      return Map.of();
    }
    String now = workspace.hash();
    if (!rows.stream().allMatch(row -> row.workspace().equals(now))) {
      return Map.of();
    }
    Map<String, Map<String, Double>> weights = new HashMap<>();
    Scenarios.read(workspace.scenarios())
        .axes()
        .forEach((name, axis) -> weights.put(name, axis.weights()));
    return weights;
  }
}
