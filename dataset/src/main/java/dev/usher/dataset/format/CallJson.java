package dev.usher.dataset.format;

import dev.usher.dataset.JsonText;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A call as JSON: `{"name": …, "arguments": {…}}`. Read are also `parameters` for `arguments`, and
/// arguments as a string that holds an object.
final class CallJson {

  static final String ARGUMENTS = "arguments";
  static final String PARAMETERS = "parameters";

  private static final Set<String> FIELDS = Set.of("name", ARGUMENTS, PARAMETERS, "id", "type");
  private static final String SEPARATORS = " \t\r\n;";

  private CallJson() {}

  /// A call as a new object.
  ///
  /// @param key what the arguments stand under
  static ObjectNode write(ToolCall call, String key) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", call.name());
    json.set(key, call.arguments());
    return json;
  }

  /// One call as an object, several as an array of objects.
  static JsonNode write(List<ToolCall> calls, String key) {
    if (calls.size() == 1) {
      return write(calls.getFirst(), key);
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    calls.forEach(each -> list.add(write(each, key)));
    return list;
  }

  /// What must be a call.
  ///
  /// @throws UsherException if it is none; it names the row and the pointer
  static ToolCall read(JsonNode json, String where, String pointer) {
    if (!json.path("name").isString()) {
      throw new UsherException(where, pointer + "/name: expected the name of a tool");
    }
    String key = json.has(ARGUMENTS) || !json.has(PARAMETERS) ? ARGUMENTS : PARAMETERS;
    return new ToolCall(
        json.path("name").stringValue(), arguments(json.path(key), where, pointer + "/" + key));
  }

  private static ObjectNode arguments(JsonNode value, String where, String pointer) {
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

  /// What must be a call or an array of calls.
  ///
  /// @throws UsherException if it is neither; it names the row and the pointer
  static List<ToolCall> readAll(JsonNode json, String where, String pointer) {
    if (!json.isArray()) {
      return List.of(read(json, where, pointer));
    }
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode each : json.values()) {
      calls.add(read(each, where, pointer + "/" + calls.size()));
    }
    return calls;
  }

  /// The calls that a text consists of: an object, an array of objects, or objects with `;` or
  /// white space between them. Empty where it is something else.
  static Optional<List<ToolCall>> find(String text) {
    JsonPieces pieces = JsonPieces.leading(text, 0, SEPARATORS, CallJson::isCalls);
    if (pieces.values().isEmpty() || !pieces.reachesEnd(text, SEPARATORS)) {
      return Optional.empty();
    }
    return Optional.of(
        pieces.values().stream().flatMap(each -> readAll(each, "", "").stream()).toList());
  }

  private static boolean isCalls(JsonNode json) {
    return json.isArray() ? json.valueStream().allMatch(CallJson::isCall) : isCall(json);
  }

  private static boolean isCall(JsonNode json) {
    return json.path("name").isString()
        && json.has(ARGUMENTS) != json.has(PARAMETERS)
        && FIELDS.containsAll(json.propertyNames())
        && isArguments(json.has(ARGUMENTS) ? json.get(ARGUMENTS) : json.get(PARAMETERS));
  }

  private static boolean isArguments(JsonNode value) {
    boolean text =
        value.isString()
            && JsonPieces.parse(value.stringValue()).filter(JsonNode::isObject).isPresent();
    return text || value.isObject();
  }
}
