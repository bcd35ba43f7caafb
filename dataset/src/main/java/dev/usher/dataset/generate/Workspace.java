package dev.usher.dataset.generate;

import dev.usher.dataset.scenario.Scenarios;
import dev.usher.dataset.teacher.Teachers;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import dev.usher.tools.file.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder in which somebody makes a data set: `tools.json`, `scenarios/`, `teachers.yaml`,
/// `candidates/`, `labels/` and `dataset/`.
///
/// @param path of the folder
public record Workspace(Path path) {
  /// The catalogue.
  ///
  /// @return its file
  public Path tools() {
    return path.resolve("tools.json");
  }

  /// What scenarios are drawn from.
  ///
  /// @return the folder of four YAML files
  public Path scenarios() {
    return path.resolve("scenarios");
  }

  /// The language models that may be asked.
  ///
  /// @return a YAML file
  public Path teachers() {
    return path.resolve("teachers.yaml");
  }

  /// Their keys.
  ///
  /// @return a file that its owner makes
  public Path dotEnv() {
    return path.resolve(".env");
  }

  /// What a teacher wrote, judged or not.
  ///
  /// @param teacher who wrote
  /// @param seed of the scenarios
  /// @return an append-only file
  public Path candidates(String teacher, long seed) {
    return path.resolve("candidates").resolve("%s-%d.jsonl".formatted(teacher, seed));
  }

  /// What is known of the labels of prompts.
  ///
  /// @return an append-only file
  public Path labelLog() {
    return path.resolve("labels").resolve("labels.jsonl");
  }

  /// Prompts for a person to decide.
  ///
  /// @return a file that is written anew by each run
  public Path disputes() {
    return path.resolve("labels").resolve("disputed.jsonl");
  }

  /// Prompts whose label holds, as rows.
  ///
  /// @return where they are written, if nobody says otherwise
  public Path labelled() {
    return path.resolve("labels").resolve("labelled.jsonl");
  }

  /// The finished data set, as `train --data` takes it.
  ///
  /// @return its folder
  public Path dataset() {
    return path.resolve("dataset");
  }

  /// What rows depend on: SHA-256 of the catalogue's and the scenarios' files.
  ///
  /// @return 64 hexadecimal digits
  public String hash() {
    List<Path> files = new ArrayList<>(List.of(tools()));
    files.addAll(Scenarios.files(scenarios()));
    return Sha256.of(files.toArray(Path[]::new));
  }

  /// Writes what a workspace starts with.
  ///
  /// @param catalog the tools
  /// @throws UsherException if the folder is a workspace already
  public void start(ToolCatalog catalog) {
    if (Files.exists(tools()) || Files.exists(scenarios())) {
      throw new UsherException(
          path.toString(), "is a workspace already; edit its files, or name another folder");
    }
    Scenarios.write(scenarios(), catalog);
    Teachers.start(path);
    AtomicFile.write(tools(), catalog.toJson());
  }

  /// Reads the catalogue.
  ///
  /// @return the tools
  /// @throws UsherException if this is no workspace, or the catalogue cannot be read
  public ToolCatalog catalog() {
    if (!Files.exists(tools())) {
      throw new UsherException(
          path.toString(), "is no workspace: it has no tools.json; start one with usher init");
    }
    return ToolCatalog.read(tools());
  }
}
