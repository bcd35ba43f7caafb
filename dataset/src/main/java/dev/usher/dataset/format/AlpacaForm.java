package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Alpaca rows (Stanford Alpaca, "Data release"):
///
/// ```
/// {"instruction": "…", "input": "", "output": "…"}
/// ```
///
/// The form knows no calls, so the output is what a model is to write: `{"name": …, "arguments":
/// {…}}` for one call, an array of such objects for several, else the answer's words. A user's text
/// is written as the instruction; on reading the input, where there is one, follows on a line of
/// its own. Of LLaMA-Factory's additions, `system` is left out, `tools` are read, and `history`
/// holds earlier turns, each as `["instruction", "output"]`.
final class AlpacaForm implements RowForm {

  @Override
  public boolean recognises(ObjectNode row) {
    return row.has("instruction") && row.has("output");
  }

  @Override
  public Set<String> fields() {
    return Set.of("instruction", "input", "output", "system", "history", "tools");
  }

  @Override
  public RowReading read(JsonLines.Row row) {
    String where = row.provenance().where();
    ObjectNode json = row.json();
    List<JsonNode> tools = ToolList.read(json, "tools", where);
    String text = text(string(json, "instruction", where), json.path("input").asString(""));
    String output = string(json, "output", where);
    if (output.isBlank()) {
      return new RowReading.Unusable(row.provenance(), "has an empty output", text, tools);
    }
    boolean system = !json.path("system").asString("").isBlank();
    Request request = new Request(history(json.path("history"), where), text);
    Candidate candidate =
        new Candidate(request, decision(output), row.provenance(), Optional.empty());
    return new RowReading.Turn(candidate, tools, system, false);
  }

  private static List<Request.Turn> history(JsonNode list, String where) {
    List<Request.Turn> turns = new ArrayList<>();
    if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
      throw new UsherException(where, "/history: expected an array");
    }
    for (JsonNode turn : list.values()) {
      if (turn.size() != 2 || turn.valueStream().anyMatch(AlpacaForm::saysNothing)) {
        throw new UsherException(
            where, "/history/%d: expected [\"instruction\", \"output\"]".formatted(turns.size()));
      }
      turns.add(new Request.Turn(turn.path(0).stringValue(), decision(turn.path(1).stringValue())));
    }
    return turns;
  }

  private static boolean saysNothing(JsonNode text) {
    return !text.isString() || text.stringValue().isBlank();
  }

  private static Decision decision(String output) {
    Reply reply = Reply.of(output);
    return reply.calls().isEmpty()
        ? new Decision.Answer(reply.words().orElse(output))
        : new Decision.Call(reply.calls());
  }

  private static String text(String instruction, String input) {
    return input.isBlank() ? instruction : instruction + "\n" + input;
  }

  private static String string(ObjectNode row, String field, String where) {
    if (!row.path(field).isString()) {
      throw new UsherException(
          where,
          "/%s: expected a string; expected {\"instruction\": …, \"input\": …, \"output\": …}"
              .formatted(field));
    }
    return row.path(field).stringValue();
  }

  @Override
  public ObjectNode write(Request request, Decision decision, ToolList tools) {
    ObjectNode row =
        JsonNodeFactory.instance
            .objectNode()
            .put("instruction", request.text())
            .put("input", "")
            .put("output", output(decision));
    if (!request.history().isEmpty()) {
      ArrayNode turns = row.putArray("history");
      request
          .history()
          .forEach(turn -> turns.addArray().add(turn.text()).add(output(turn.decision())));
    }
    return row;
  }

  private static String output(Decision decision) {
    return switch (decision) {
      case Decision.Answer answer -> answer.text();
      case Decision.Call call -> JsonText.line(CallJson.write(call.calls(), CallJson.ARGUMENTS));
    };
  }

  @Override
  public Losses losses(ToolList tools) {
    return tools.inNoRow();
  }
}
