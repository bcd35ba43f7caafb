package dev.usher.dataset.format;

import dev.usher.dataset.JsonLines;
import dev.usher.dataset.PlainRow;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The data set's own rows; [PlainRow] has the form.
final class PlainForm implements RowForm {

  @Override
  public boolean recognises(ObjectNode row) {
    return row.has("text") && (row.has("name") || row.has("calls") || row.has("answer"));
  }

  @Override
  public Set<String> fields() {
    return Set.of("text", "history", "name", "arguments", "calls", "answer", PlainRow.THOUGHT);
  }

  @Override
  public RowReading read(JsonLines.Row row) {
    return new RowReading.Turn(PlainRow.read(row), List.of(), false, false);
  }

  @Override
  public boolean holdsThoughts() {
    return true;
  }

  @Override
  public ObjectNode write(Request request, Decision decision, ToolList tools) {
    return PlainRow.json(request, decision, Optional.empty());
  }

  @Override
  public Losses losses(ToolList tools) {
    return tools.inNoRow();
  }
}
