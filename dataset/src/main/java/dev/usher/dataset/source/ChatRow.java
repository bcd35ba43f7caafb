package dev.usher.dataset.source;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One conversation of an OpenAI chat file, read as far as its first turn: what the user says
/// first, and what the assistant does about it.
///
/// `tool_calls` carry arguments as a JSON string or as an object; the older `function_call` is read
/// too. An assistant that calls nothing answers with its text.
final class ChatRow {

  /// What a row gives.
  sealed interface Reading {}

  /// A turn that can be learned from.
  record Turn(Candidate candidate, boolean system, boolean goesOn) implements Reading {}

  /// A conversation that has no such turn.
  record Unusable(String why, String text) implements Reading {}

  private final ObjectNode row;
  private final String where;
  private final JsonLines.Row source;

  ChatRow(JsonLines.Row source) {
    this.row = source.json();
    this.where = source.provenance().where();
    this.source = source;
  }

  /// The row's own tools, as OpenAI lists them; empty where it has none.
  List<JsonNode> tools() {
    List<JsonNode> tools = new ArrayList<>();
    row.path("tools").values().forEach(tools::add);
    for (JsonNode function : row.path("functions").values()) {
      ObjectNode tool = JsonNodeFactory.instance.objectNode().put("type", "function");
      tools.add(tool.set("function", function));
    }
    return tools;
  }

  /// Reads the first turn.
  ///
  /// @throws UsherException if the row is no conversation
  Reading read() {
    if (!(row.get("messages") instanceof ArrayNode messages)) {
      throw new UsherException(where, "expected {\"messages\": […], \"tools\": […]}");
    }
    int at = 0;
    while (at < messages.size() && isSystem(role(messages, at))) {
      at++;
    }
    boolean turn =
        at + 1 < messages.size()
            && role(messages, at).equals("user")
            && role(messages, at + 1).equals("assistant");
    if (!turn) {
      return new Unusable(
          "does not begin with a user's message and the assistant's reply to it", "");
    }
    return turn(messages, at);
  }

  private Reading turn(ArrayNode messages, int at) {
    JsonNode content = messages.path(at).path("content");
    if (!isText(content)) {
      return new Unusable("the user's message is not text alone", "");
    }
    String text = text(content);
    JsonNode reply = messages.path(at + 1);
    List<ToolCall> calls = calls(reply, "/messages/" + (at + 1));
    if (calls.isEmpty()
        && (!isText(reply.path("content")) || text(reply.path("content")).isBlank())) {
      return new Unusable("the assistant neither calls nor answers in words", text);
    }
    Decision decision =
        calls.isEmpty()
            ? new Decision.Answer(text(reply.path("content")))
            : new Decision.Call(calls);
    return new Turn(
        new Candidate(text, decision, source.provenance()), at > 0, at + 2 < messages.size());
  }

  private static boolean isSystem(String role) {
    return role.equals("system") || role.equals("developer");
  }

  private String role(ArrayNode messages, int at) {
    JsonNode role = messages.path(at).path("role");
    if (!role.isString()) {
      throw new UsherException(where, "/messages/" + at + "/role: expected a string");
    }
    return role.stringValue();
  }

  /// Whether content is a string, or parts that are all text.
  private static boolean isText(JsonNode content) {
    return content.isString()
        || (content.isArray()
            && !content.isEmpty()
            && content.valueStream().allMatch(part -> part.path("text").isString()));
  }

  private static String text(JsonNode content) {
    return content.isString()
        ? content.stringValue()
        : content
            .valueStream()
            .map(part -> part.path("text").stringValue())
            .collect(Collectors.joining("\n"));
  }

  private List<ToolCall> calls(JsonNode reply, String pointer) {
    List<ToolCall> calls = new ArrayList<>();
    JsonNode list = reply.path("tool_calls");
    if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
      throw new UsherException(where, pointer + "/tool_calls: expected an array");
    }
    for (JsonNode each : list.values()) {
      String at = pointer + "/tool_calls/" + calls.size();
      JsonNode function = each.path("function");
      calls.add(function.isObject() ? call(function, at + "/function") : call(each, at));
    }
    if (reply.path("function_call").isObject()) {
      calls.add(call(reply.path("function_call"), pointer + "/function_call"));
    }
    return calls;
  }

  private ToolCall call(JsonNode function, String pointer) {
    if (!function.path("name").isString()) {
      throw new UsherException(where, pointer + "/name: expected the name of a tool");
    }
    return new ToolCall(
        function.path("name").stringValue(),
        arguments(function.path("arguments"), pointer + "/arguments"));
  }

  private ObjectNode arguments(JsonNode value, String pointer) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    if (!value.isString()) {
      throw new UsherException(
          where, pointer + ": expected an object, or a string that holds one as JSON");
    }
    String text = value.stringValue();
    return text.isBlank()
        ? JsonNodeFactory.instance.objectNode()
        : JsonText.parseObject(text, where + ": " + pointer);
  }
}
