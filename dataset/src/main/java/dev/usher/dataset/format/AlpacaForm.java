package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.tools.Decision;
import dev.usher.tools.UsherException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
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
/// its own. Of LLaMA-Factory's additions, `system` is left out, `tools` are read, and a row with a
/// `history` is no first turn.
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
    if (!json.path("history").isEmpty()) {
      return new RowReading.Unusable(
          row.provenance(), "is not the first turn: it has a history", text, tools);
    }
    String output = string(json, "output", where);
    if (output.isBlank()) {
      return new RowReading.Unusable(row.provenance(), "has an empty output", text, tools);
    }
    Reply reply = Reply.of(output);
    Decision decision =
        reply.calls().isEmpty()
            ? new Decision.Answer(reply.words().orElse(output))
            : new Decision.Call(reply.calls());
    boolean system = !json.path("system").asString("").isBlank();
    return new RowReading.Turn(
        new Candidate(text, decision, row.provenance()), tools, system, false);
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
  public ObjectNode write(String text, Decision decision, ToolList tools) {
    String output =
        switch (decision) {
          case Decision.Answer answer -> answer.text();
          case Decision.Call call ->
              JsonText.line(CallJson.write(call.calls(), CallJson.ARGUMENTS));
        };
    return JsonNodeFactory.instance
        .objectNode()
        .put("instruction", text)
        .put("input", "")
        .put("output", output);
  }

  @Override
  public Losses losses(ToolList tools) {
    return tools.inNoRow();
  }
}
