package dev.usher.dataset.generate;

import dev.usher.dataset.RowLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a teacher wrote for the scenarios of a seed, and beside it, in a file of its own, the
/// scenarios for which it will not write. Both survive their writer, see [RowLog]; what is there is
/// never written again. Rows come in any order, and stand in that of their scenarios once the log
/// is closed.
public final class CandidateLog implements AutoCloseable {
  private final Path file;
  private final String workspace;
  private final int rowsBetweenSyncs;
  private final ScenarioLog written;
  private Optional<ScenarioLog> refused = Optional.empty();

  private CandidateLog(Path file, String workspace, int rowsBetweenSyncs) {
    this.file = file;
    this.workspace = workspace;
    this.rowsBetweenSyncs = rowsBetweenSyncs;
    this.written = ScenarioLog.open(file, workspace, rowsBetweenSyncs);
  }

  /// Opens a log to go on with it; makes it if it is not there.
  ///
  /// @param file to append to
  /// @param workspace the [Workspace#hash()] of the rows
  /// @param rowsBetweenSyncs after so many rows they are forced to disk; 1 where a row is dear
  /// @return the log, for one thread at a time
  /// @throws dev.usher.tools.UsherException if another process writes to it, a line in it is no
  ///   candidate, or a row was written for other tools or scenarios
  public static CandidateLog open(Path file, String workspace, int rowsBetweenSyncs) {
    CandidateLog log = new CandidateLog(file, workspace, rowsBetweenSyncs);
    try {
      log.written.rows().forEach(GeneratedRow::read);
      if (Files.exists(refused(file))) {
        log.refusals();
      }
      return log;
    } catch (RuntimeException e) {
      log.written.close();
      throw e;
    }
  }

  /// Where a log keeps the scenarios for which its teacher will not write.
  ///
  /// @param file of the log
  /// @return a file beside it
  public static Path refused(Path file) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.replaceFirst("\\.jsonl$", "") + ".refused.jsonl");
  }

  private ScenarioLog refusals() {
    ScenarioLog log =
        refused.orElseGet(() -> ScenarioLog.open(refused(file), workspace, rowsBetweenSyncs));
    refused = Optional.of(log);
    return log;
  }

  /// Reads a log.
  ///
  /// @param file of candidates; none is an empty log
  /// @return its rows, in order
  /// @throws dev.usher.tools.UsherException if a line is no candidate
  public static List<GeneratedRow> rows(Path file) {
    return RowLog.rows(file).stream().map(GeneratedRow::read).toList();
  }

  /// Reads the rows that are there.
  List<GeneratedRow> rows() {
    return written.rows().stream().map(GeneratedRow::read).toList();
  }

  /// Whether a scenario needs no more work: its row is there, or was refused.
  ///
  /// @param id of the scenario
  /// @return true if it is so
  public boolean has(long id) {
    return written.has(id) || refused.map(log -> log.has(id)).orElse(false);
  }

  /// How many rows are there.
  ///
  /// @return their number
  public int size() {
    return written.size();
  }

  /// How many scenarios were refused.
  ///
  /// @return their number
  public int refused() {
    return refused.map(ScenarioLog::size).orElse(0);
  }

  int done() {
    return size() + refused();
  }

  /// Appends a row; it is on disk at the latest `rowsBetweenSyncs` rows later.
  ///
  /// @param row whose scenario was neither written for nor refused
  /// @throws java.io.UncheckedIOException if the disk is full, say
  public void append(GeneratedRow row) {
    written.append(row.json());
  }

  /// Notes that a teacher will not write for a scenario.
  ///
  /// @param id of the scenario, neither written for nor refused
  /// @param teacher who was asked
  /// @param reason in words
  /// @throws java.io.UncheckedIOException if the disk is full, say
  public void refuse(long id, String teacher, String reason) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id).put("teacher", teacher).put("workspace", workspace).put("reason", reason);
    refusals().append(json);
  }

  /// Forces all rows to disk, puts them in order, and lets go of the files.
  @Override
  public void close() {
    try (written) {
      refused.ifPresent(ScenarioLog::close);
    }
  }
}
