package dev.usher.dataset.generate;

import dev.usher.dataset.JsonLines;
import dev.usher.dataset.RowLog;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A [RowLog] of rows that belong to scenarios, at most one to each. They come in any order, and
/// stand in that of their scenarios once the log is closed.
final class ScenarioLog implements AutoCloseable {
  private static final String ID = "id";

  private final Path file;
  private final RowLog log;
  private final Set<Long> ids = new HashSet<>();
  private long last = -1;
  private boolean ordered = true;

  private ScenarioLog(Path file, RowLog log) {
    this.file = file;
    this.log = log;
  }

  /// Opens a log whose rows all were written for one workspace.
  static ScenarioLog open(Path file, String workspace, int rowsBetweenSyncs) {
    RowLog log = RowLog.open(file, rowsBetweenSyncs);
    try {
      ScenarioLog opened = new ScenarioLog(file, log);
      for (JsonLines.Row row : log.rows()) {
        long id = id(row);
        requireSame(row, workspace);
        opened.add(id);
      }
      return opened;
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private static void requireSame(JsonLines.Row row, String workspace) {
    if (!row.json().path("workspace").asString("").equals(workspace)) {
      throw new UsherException(
          row.provenance().where(),
          "was written for tools or scenarios that were changed since; remove the file, or choose"
              + " another seed");
    }
  }

  static long id(JsonLines.Row row) {
    JsonNode id = row.json().path(ID);
    if (!id.isIntegralNumber()) {
      throw new UsherException(
          row.provenance().where(), "expected a row with the \"id\" of its scenario");
    }
    return id.longValue();
  }

  private void add(long id) {
    if (!ids.add(id)) {
      throw new UsherException(file.toString(), "has row " + id + " twice; remove one of them");
    }
    ordered &= id > last;
    last = id;
  }

  boolean has(long id) {
    return ids.contains(id);
  }

  int size() {
    return ids.size();
  }

  List<JsonLines.Row> rows() {
    return log.rows();
  }

  void append(ObjectNode row) {
    add(row.path(ID).longValue());
    log.append(row);
  }

  @Override
  public void close() {
    try (log) {
      if (!ordered) {
        List<JsonLines.Row> rows = new ArrayList<>(log.rows());
        rows.sort(Comparator.comparingLong(ScenarioLog::id));
        log.replace(rows.stream().map(JsonLines.Row::json).toList());
      }
    }
  }
}
