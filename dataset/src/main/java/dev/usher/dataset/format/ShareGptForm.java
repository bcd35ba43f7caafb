package dev.usher.dataset.format;

import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// ShareGPT rows as LLaMA-Factory takes them (its `data/README.md`, "Sharegpt format"):
///
/// ```
/// {"conversations": [
///   {"from": "human", "value": "…"},
///   {"from": "function_call", "value": "{\"name\": …, \"arguments\": {…}}"}],
///  "tools": "[{\"name\": …, \"description\": …, \"parameters\": {…}}, …]"}
/// ```
///
/// Several calls are a JSON array in the one `value`; an answer is `{"from": "gpt", …}`. Read are
/// also a `system` field or message, tools as an array instead of a string, and, as Hermes' data
/// has them, tools and calls in the tags of [ChatMl].
final class ShareGptForm implements RowForm {

  private static final String SHAPE =
      "expected {\"conversations\": [{\"from\": …, \"value\": …}, …], \"tools\": …}";

  @Override
  public boolean recognises(ObjectNode row) {
    return row.path("conversations").isArray();
  }

  @Override
  public Set<String> fields() {
    return Set.of("conversations", "tools", "system");
  }

  @Override
  public RowReading read(JsonLines.Row row) {
    String where = row.provenance().where();
    if (!(row.json().get("conversations") instanceof ArrayNode messages)) {
      throw new UsherException(where, SHAPE);
    }
    List<JsonNode> tools = ToolList.read(row.json(), "tools", where);
    String system = row.json().path("system").asString("");
    return switch (TurnReader.read(new Messages(messages, where), row.provenance(), tools)) {
      case RowReading.Turn turn ->
          new RowReading.Turn(
              turn.candidate(), turn.tools(), turn.system() || !system.isBlank(), turn.leftOut());
      case RowReading.Unusable unusable -> unusable;
    };
  }

  private record Messages(ArrayNode list, String where) implements Conversation {

    @Override
    public int size() {
      return list.size();
    }

    @Override
    public Role role(int at) {
      return Role.of(string(at, "from"));
    }

    @Override
    public Said instruction(int at) {
      return ChatMl.declared(string(at, "value"), where);
    }

    @Override
    public Optional<Said> request(int at) {
      return Optional.of(Said.only(string(at, "value")));
    }

    @Override
    public Reply reply(int at) {
      String value = string(at, "value");
      return string(at, "from").equals("function_call")
          ? call(value, at)
          : ChatMl.said(value, where);
    }

    private Reply call(String value, int at) {
      String pointer = "/conversations/%d/value".formatted(at);
      JsonNode json = JsonText.parse(value, where + ": " + pointer);
      return Reply.calling(CallJson.readAll(json, where, pointer));
    }

    private String string(int at, String field) {
      JsonNode value = list.path(at).path(field);
      if (!value.isString()) {
        throw new UsherException(
            where, "/conversations/%d/%s: expected a string; %s".formatted(at, field, SHAPE));
      }
      return value.stringValue();
    }
  }

  @Override
  public ObjectNode write(Request request, Decision decision, ToolList tools) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = row.putArray("conversations");
    request.history().forEach(turn -> write(turn.text(), turn.decision(), messages));
    write(request.text(), decision, messages);
    return row.put("tools", JsonText.line(ToolList.array(tools.functions())));
  }

  private static void write(String text, Decision decision, ArrayNode messages) {
    messages.addObject().put("from", "human").put("value", text);
    switch (decision) {
      case Decision.Answer answer ->
          messages.addObject().put("from", "gpt").put("value", answer.text());
      case Decision.Call call ->
          messages
              .addObject()
              .put("from", "function_call")
              .put("value", JsonText.line(CallJson.write(call.calls(), CallJson.ARGUMENTS)));
    }
  }
}
