package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// xLAM rows (data set card of xlam-function-calling-60k, "JSON Data Format for Query and
/// Answers"):
///
/// ```
/// {"query": "…",
///  "tools": "[{\"name\": …, \"description\": …, \"parameters\": {…}}, …]",
///  "answers": "[{\"name\": …, \"arguments\": {…}}, …]"}
/// ```
///
/// Both lists are strings that hold JSON; arrays are read too. No call is the empty list, so an
/// answer's words have no place. Parameters are written as JSON Schema; the card's own form, a
/// Python type for each argument, is read by [PythonTypes].
final class XlamForm implements RowForm {

  @Override
  public boolean recognises(ObjectNode row) {
    return row.has("query") && row.has("answers");
  }

  @Override
  public Set<String> fields() {
    return Set.of("query", "tools", "answers");
  }

  @Override
  public RowReading read(JsonLines.Row row) {
    String where = row.provenance().where();
    if (!row.json().path("query").isString() || !row.json().has("answers")) {
      throw new UsherException(
          where, "expected {\"query\": \"…\", \"tools\": \"[…]\", \"answers\": \"[…]\"}");
    }
    List<JsonNode> tools =
        ToolList.read(row.json(), "tools", where).stream().map(PythonTypes::tool).toList();
    Candidate candidate =
        new Candidate(
            row.json().path("query").stringValue(),
            decision(row.json().path("answers"), where),
            row.provenance());
    return new RowReading.Turn(candidate, tools, false, false);
  }

  private static Decision decision(JsonNode answers, String where) {
    JsonNode list =
        answers.isString() ? JsonText.parse(answers.stringValue(), where + ": /answers") : answers;
    if (!list.isArray()) {
      throw new UsherException(where, "/answers: expected an array of calls");
    }
    List<ToolCall> calls = CallJson.readAll(list, where, "/answers");
    return calls.isEmpty() ? new Decision.Answer(PlainRow.NO_TOOL) : new Decision.Call(calls);
  }

  @Override
  public Decision held(Decision decision) {
    return switch (decision) {
      case Decision.Call call -> call;
      case Decision.Answer _ -> new Decision.Answer(PlainRow.NO_TOOL);
    };
  }

  @Override
  public boolean holds(Request request) {
    return request.history().isEmpty();
  }

  @Override
  public ObjectNode write(Request request, Decision decision, ToolList tools) {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    decision.calls().forEach(each -> answers.add(CallJson.write(each, CallJson.ARGUMENTS)));
    return JsonNodeFactory.instance
        .objectNode()
        .put("query", request.text())
        .put("tools", JsonText.line(ToolList.array(tools.functions())))
        .put("answers", JsonText.line(answers));
  }
}
