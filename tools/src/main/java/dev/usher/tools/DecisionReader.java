package dev.usher.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads one text that the grammar accepts.
final class DecisionReader {
  private static final int LONGEST_NUMBER = 10_000;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(LONGEST_NUMBER).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final String text;
  private int at;

  DecisionReader(String text) {
    this.text = text;
  }

  /// A decision with the thought in front of it.
  record Thoughtful(Optional<String> thought, Decision decision) {}

  Thoughtful json() {
    JsonNode root = MAPPER.readTree(text);
    if (root.has("final_answer")) {
      return without(new Decision.Answer(root.path("final_answer").stringValue()));
    }
    List<ToolCall> calls = new ArrayList<>();
    JsonNode use = root.path("tool_use");
    for (JsonNode call : use.isArray() ? use : List.of(use)) {
      ObjectNode arguments = (ObjectNode) call.path("arguments");
      calls.add(new ToolCall(call.path("tool_name").stringValue(), arguments));
    }
    Optional<String> thought = Optional.ofNullable(root.get("thought")).map(JsonNode::stringValue);
    return new Thoughtful(thought, new Decision.Call(calls));
  }

  Thoughtful compact() {
    if (text.charAt(0) != '"') {
      return without(new Decision.Call(calls()));
    }
    String words = value().stringValue();
    if (at == text.length()) {
      return without(new Decision.Answer(words));
    }
    at++;
    return new Thoughtful(Optional.of(words), new Decision.Call(calls()));
  }

  private static Thoughtful without(Decision decision) {
    return new Thoughtful(Optional.empty(), decision);
  }

  private List<ToolCall> calls() {
    List<ToolCall> calls = new ArrayList<>();
    calls.add(call());
    while (at < text.length()) {
      at++;
      calls.add(call());
    }
    return calls;
  }

  private ToolCall call() {
    String name = until('(');
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    while (text.charAt(at) != ')') {
      at += text.charAt(at) == ',' ? 1 : 0;
      String key = text.charAt(at) == '"' ? value().stringValue() : until('=');
      at += text.charAt(at) == '=' ? 1 : 0;
      arguments.set(key, value());
    }
    at++;
    return new ToolCall(name, arguments);
  }

  /// The text before a character; goes on behind it.
  private String until(char end) {
    int start = at;
    at = text.indexOf(end, start) + 1;
    return text.substring(start, at - 1);
  }

  private JsonNode value() {
    int start = at;
    at = endOfValue();
    return MAPPER.readTree(text.substring(start, at));
  }

  private int endOfValue() {
    int depth = 0;
    boolean quoted = false;
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        quoted = c != '"';
        i += c == '\\' ? 1 : 0;
      } else if (depth == 0 && i > at && ",)=:".indexOf(c) >= 0) {
        return i;
      } else {
        quoted = c == '"';
        depth += "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
      }
    }
    return text.length();
  }
}
