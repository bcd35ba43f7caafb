package dev.usher.dataset;

import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The row format of the data set's own files. One object a line, in one of three forms:
///
/// ```
/// {"text": "…", "name": "tool", "arguments": {…}}
/// {"text": "…", "calls": [{"name": "tool", "arguments": {…}}, …]}
/// {"text": "…", "answer": "…"}
/// ```
///
/// One call is written in the first form, several in the second. An empty `calls` list is read as
/// "no tool", the answer [#NO_TOOL]. Any row may say in `thought` why its decision is right, and in
/// `history` what was said and decided before, oldest first: an array of objects of these forms.
/// Fields of other names are left alone: logs of decisions carry confidence and time.
public final class PlainRow {

  /// The answer that stands for "no tool fits" where a source gives no words for it.
  public static final String NO_TOOL = "no tool";

  private static final String TEXT = "text";

  /// The field that says what was said and decided before.
  public static final String HISTORY = "history";

  /// The field that says why the decision is right.
  public static final String THOUGHT = "thought";

  private static final String SHAPES =
      "expected {\"text\":…,\"name\":…,\"arguments\":{…}}, {\"text\":…,\"calls\":[…]}"
          + " or {\"text\":…,\"answer\":…}";

  private PlainRow() {}

  /// Reads a row, without a look at the catalogue.
  ///
  /// @param row a line's object
  /// @return what it says
  /// @throws UsherException if the object has none of the three forms
  public static Candidate read(JsonLines.Row row) {
    ObjectNode json = row.json();
    String where = row.provenance().where();
    return new Candidate(
        request(json, where), decision(json, where), row.provenance(), thought(json, where));
  }

  /// Reads what somebody said, now and before, from an object with or without a decision.
  ///
  /// @param json the object
  /// @param where how messages name its place
  /// @return the request, without a look at the catalogue
  /// @throws UsherException if it has no text, or a history of another form
  public static Request request(ObjectNode json, String where) {
    return new Request(history(json.path(HISTORY), where), string(json, TEXT, where));
  }

  /// Reads what was said and decided before.
  ///
  /// @param value of the field `history`; missing where there is none
  /// @param where how messages name its place
  /// @return the turns, oldest first, without a look at the catalogue
  /// @throws UsherException if it has another form
  public static List<Request.Turn> history(JsonNode value, String where) {
    if (!value.isMissingNode() && !value.isArray()) {
      throw new UsherException(where, "/history: expected an array, found " + JsonText.kind(value));
    }
    List<Request.Turn> turns = new ArrayList<>();
    for (JsonNode item : value.values()) {
      String place = "%s: /history/%d".formatted(where, turns.size());
      if (!(item instanceof ObjectNode turn)) {
        throw new UsherException(place, "expected an object, found " + JsonText.kind(item));
      }
      turns.add(new Request.Turn(string(turn, TEXT, place), decision(turn, place)));
    }
    return turns;
  }

  private static Optional<String> thought(ObjectNode json, String where) {
    return json.has(THOUGHT) ? Optional.of(string(json, THOUGHT, where)) : Optional.empty();
  }

  /// Reads what is right from an object of one of the three forms, with or without a text.
  ///
  /// @param json the object
  /// @param where how messages name its place
  /// @return the decision, without a look at the catalogue
  /// @throws UsherException if the object has none of the three forms
  public static Decision decision(ObjectNode json, String where) {
    boolean name = json.has("name");
    boolean calls = json.has("calls");
    boolean answer = json.has("answer");
    if ((name ? 1 : 0) + (calls ? 1 : 0) + (answer ? 1 : 0) != 1) {
      throw new UsherException(where, "exactly one of name, calls, answer is needed; " + SHAPES);
    }
    if (name) {
      return new Decision.Call(List.of(call(json, where)));
    }
    return calls
        ? calls(json.get("calls"), where)
        : new Decision.Answer(string(json, "answer", where));
  }

  private static Decision calls(JsonNode value, String where) {
    if (!(value instanceof ArrayNode list)) {
      throw new UsherException(where, "/calls: expected an array, found " + JsonText.kind(value));
    }
    if (list.isEmpty()) {
      return new Decision.Answer(NO_TOOL);
    }
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode item : list.values()) {
      if (!(item instanceof ObjectNode call)) {
        throw new UsherException(
            where,
            "/calls/%d: expected an object, found %s".formatted(calls.size(), JsonText.kind(item)));
      }
      calls.add(call(call, where));
    }
    return new Decision.Call(calls);
  }

  private static ToolCall call(ObjectNode json, String where) {
    String name = string(json, "name", where);
    if (json.get("arguments") instanceof ObjectNode arguments) {
      return new ToolCall(name, arguments);
    }
    throw new UsherException(
        where, "\"arguments\" must be an object, {} where there are none; " + SHAPES);
  }

  private static String string(ObjectNode json, String field, String where) {
    return Optional.ofNullable(json.get(field))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .orElseThrow(() ->
            new UsherException(where, "\"%s\" must be a string; %s".formatted(field, SHAPES)));
  }

  /// Writes an example as one line.
  ///
  /// @param example what to write
  /// @return the line, without its end
  public static String write(Example example) {
    return JsonText.line(json(example.request(), example.decision(), example.thought()));
  }

  /// A row as JSON.
  ///
  /// @param request what the person said
  /// @param decision what is right
  /// @param thought why, where somebody wrote it
  /// @return a new object
  public static ObjectNode json(Request request, Decision decision, Optional<String> thought) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(request, json);
    put(decision, json);
    thought.ifPresent(why -> json.put(THOUGHT, why));
    return json;
  }

  /// Writes a request, without a decision.
  ///
  /// @param request what the person said
  /// @param json gets `text`, and `history` where there is one
  public static void put(Request request, ObjectNode json) {
    json.put(TEXT, request.text());
    if (!request.history().isEmpty()) {
      ArrayNode turns = json.putArray(HISTORY);
      for (Request.Turn turn : request.history()) {
        put(turn.decision(), turns.addObject().put(TEXT, turn.text()));
      }
    }
  }

  /// A decision alone as JSON.
  ///
  /// @param decision what is right
  /// @return a new object, without a text
  public static ObjectNode json(Decision decision) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(decision, json);
    return json;
  }

  private static void put(Decision decision, ObjectNode json) {
    switch (decision) {
      case Decision.Call call when call.calls().size() == 1 -> put(call.calls().getFirst(), json);
      case Decision.Call call -> {
        ArrayNode calls = json.putArray("calls");
        call.calls().forEach(each -> put(each, calls.addObject()));
      }
      case Decision.Answer answer -> json.put("answer", answer.text());
    }
  }

  private static void put(ToolCall call, ObjectNode json) {
    json.put("name", call.name());
    json.set("arguments", call.arguments());
  }
}
