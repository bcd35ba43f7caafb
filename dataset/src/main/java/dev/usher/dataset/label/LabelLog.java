package dev.usher.dataset.label;

import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.RowLog;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// All findings so far, by the [Prompt#key()] of their prompts; of two for one prompt the later one
/// holds. Each is on disk once it is put. A line is the prompt's row with its `key` and the
/// finding.
final class LabelLog implements AutoCloseable {
  private static final String KEY = "key";
  private static final int ROWS_BETWEEN_SYNCS = 1;

  private final RowLog log;
  private final Map<String, Finding> findings = new HashMap<>();
  private final Set<String> ids = new HashSet<>();

  private LabelLog(RowLog log) {
    this.log = log;
  }

  static LabelLog open(Path file) {
    RowLog rows = RowLog.open(file, ROWS_BETWEEN_SYNCS);
    try {
      LabelLog log = new LabelLog(rows);
      rows.rows().forEach(log::learn);
      return log;
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private void learn(JsonLines.Row row) {
    String where = row.provenance().where();
    String key = row.json().path(KEY).asString("");
    if (key.isEmpty()) {
      throw new UsherException(where, "has no \"key\"; this file is written by usher label only");
    }
    learn(key, row.json(), Finding.read(row.json(), where));
  }

  private void learn(String key, ObjectNode row, Finding finding) {
    findings.put(key, finding);
    JsonNode id = row.get(PromptReader.ID);
    if (id != null) {
      ids.add(JsonText.line(id));
    }
  }

  Optional<Finding> find(Prompt prompt) {
    return Optional.ofNullable(findings.get(prompt.key()));
  }

  /// Whether a prompt of this id was labelled, be it with another text.
  boolean knows(JsonNode id) {
    return ids.contains(JsonText.line(id));
  }

  void put(Prompt prompt, Finding finding) {
    ObjectNode row = prompt.json();
    row.put(KEY, prompt.key());
    finding.put(row);
    log.append(row);
    learn(prompt.key(), row, finding);
  }

  @Override
  public void close() {
    log.close();
  }
}
