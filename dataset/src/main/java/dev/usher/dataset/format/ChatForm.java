package dev.usher.dataset.format;

import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's chat rows (API reference, "Chat completions"; guide, "Supervised fine-tuning"):
///
/// ```
/// {"messages": [
///   {"role": "user", "content": "…"},
///   {"role": "assistant", "content": null, "tool_calls": [
///     {"id": "call_1", "type": "function",
///      "function": {"name": "…", "arguments": "{…}"}}, …]}],
///  "tools": [{"type": "function", "function": {…}}, …]}
/// ```
///
/// `tool_calls` carry arguments as a JSON string, which is how they are written, or as an object;
/// the older `function_call` and `functions` are read too. An assistant that calls nothing answers
/// with its `content`. Behind earlier calls stand empty results (`"role": "tool"`), without which
/// the API refuses a row.
final class ChatForm implements RowForm {

  @Override
  public boolean recognises(ObjectNode row) {
    return row.path("messages").isArray();
  }

  @Override
  public Set<String> fields() {
    return Set.of("messages", "tools", "functions");
  }

  @Override
  public RowReading read(JsonLines.Row row) {
    String where = row.provenance().where();
    if (!(row.json().get("messages") instanceof ArrayNode messages)) {
      throw new UsherException(where, "expected {\"messages\": […], \"tools\": […]}");
    }
    List<JsonNode> tools = new ArrayList<>(ToolList.read(row.json(), "tools", where));
    ToolList.read(row.json(), "functions", where).forEach(each -> tools.add(ToolList.wrap(each)));
    return TurnReader.read(new Messages(messages, where), row.provenance(), tools);
  }

  private record Messages(ArrayNode list, String where) implements Conversation {

    @Override
    public int size() {
      return list.size();
    }

    @Override
    public Role role(int at) {
      JsonNode role = list.path(at).path("role");
      if (!role.isString()) {
        throw new UsherException(where, "/messages/" + at + "/role: expected a string");
      }
      return Role.of(role.stringValue());
    }

    @Override
    public boolean isEmpty(int at) {
      return list.path(at).path("content").asString("-").isEmpty();
    }

    @Override
    public Said instruction(int at) {
      JsonNode content = list.path(at).path("content");
      return Said.only(words(content).orElseGet(content::toString));
    }

    @Override
    public Optional<Said> request(int at) {
      return words(list.path(at).path("content")).map(Said::only);
    }

    @Override
    public Reply reply(int at) {
      JsonNode message = list.path(at);
      return new Reply(calls(message, "/messages/" + at), words(message.path("content")), false);
    }

    /// Content that is a string, or parts that are all text.
    private static Optional<String> words(JsonNode content) {
      if (content.isString()) {
        return Optional.of(content.stringValue());
      }
      boolean texts =
          content.isArray()
              && !content.isEmpty()
              && content.valueStream().allMatch(part -> part.path("text").isString());
      return texts
          ? Optional.of(
              content
                  .valueStream()
                  .map(part -> part.path("text").stringValue())
                  .collect(Collectors.joining("\n")))
          : Optional.empty();
    }

    private List<ToolCall> calls(JsonNode message, String pointer) {
      List<ToolCall> calls = new ArrayList<>();
      JsonNode list = message.path("tool_calls");
      if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
        throw new UsherException(where, pointer + "/tool_calls: expected an array");
      }
      for (JsonNode each : list.values()) {
        String at = pointer + "/tool_calls/" + calls.size();
        JsonNode function = each.path("function");
        calls.add(
            function.isObject()
                ? CallJson.read(function, where, at + "/function")
                : CallJson.read(each, where, at));
      }
      if (message.path("function_call").isObject()) {
        calls.add(CallJson.read(message.path("function_call"), where, pointer + "/function_call"));
      }
      return calls;
    }
  }

  @Override
  public ObjectNode write(Request request, Decision decision, ToolList tools) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = row.putArray("messages");
    int calls = 0;
    for (Request.Turn turn : request.history()) {
      write(turn.text(), turn.decision(), calls, messages);
      calls += turn.decision().calls().size();
      for (JsonNode call : messages.path(messages.size() - 1).path("tool_calls").values()) {
        messages
            .addObject()
            .put("role", "tool")
            .put("tool_call_id", call.path("id").stringValue())
            .put("content", "");
      }
    }
    write(request.text(), decision, calls, messages);
    row.set("tools", ToolList.array(tools.wrapped()));
    return row;
  }

  /// @param earlier how many calls were written before
  private static void write(String text, Decision decision, int earlier, ArrayNode messages) {
    messages.addObject().put("role", "user").put("content", text);
    ObjectNode reply = messages.addObject().put("role", "assistant");
    switch (decision) {
      case Decision.Answer answer -> reply.put("content", answer.text());
      case Decision.Call call -> {
        reply.putNull("content");
        write(call.calls(), earlier, reply.putArray("tool_calls"));
      }
    }
  }

  private static void write(List<ToolCall> calls, int earlier, ArrayNode list) {
    for (ToolCall call : calls) {
      ObjectNode entry = list.addObject().put("id", "call_" + (earlier + list.size()));
      entry.put("type", "function");
      entry
          .putObject("function")
          .put("name", call.name())
          .put("arguments", JsonText.line(call.arguments()));
    }
  }
}
