package dev.usher.dataset.format;

import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.dataset.format.Conversation.Said;
import dev.usher.dataset.format.EscapeNotation.Parsed;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// FunctionGemma's text (Google AI for Developers, "FunctionGemma formatting and best practices"
/// and "Full function calling sequence with FunctionGemma"). `⏎` is a line feed:
///
/// ```
/// <start_of_turn>developer⏎
/// You are a model that can do function calling with the following functions
/// <start_function_declaration>declaration:NAME{description:<escape>…<escape>,parameters:{…}}<end_function_declaration>
/// <end_of_turn>⏎
/// <start_of_turn>user⏎
/// text<end_of_turn>⏎
/// <start_of_turn>model⏎
/// <start_function_call>call:NAME{key:<escape>text<escape>,n:3}<end_function_call><start_function_response>
/// ```
///
/// (Within a turn nothing stands between the parts; the lines above are broken to be read.) Values
/// are in [EscapeNotation], schemas as [DeclaredSchema] has them. Several calls follow each other
/// directly. A last turn of calls ends with `<start_function_response>`, at which the model stops;
/// an answer is the model's text and ends with `<end_of_turn>⏎`, as earlier turns do.
record FunctionGemma() implements Dialect {

  private static final String HEAD =
      "You are a model that can do function calling with the following functions";
  private static final String DECLARATION = "<start_function_declaration>";
  private static final String DECLARATION_END = "<end_function_declaration>";
  private static final String CALL = "<start_function_call>";
  private static final String CALL_END = "<end_function_call>";
  private static final String RESPONSE = "<start_function_response>";
  private static final Pattern TOKENS =
      Pattern.compile(
          "<(?:start|end)_function_(?:declaration|call|response)>|"
              + EscapeNotation.ESCAPE
              + "|"
              + new Gemma().tokens());
  private static final Set<String> DECLARED = Set.of("name", "description", "parameters");

  @Override
  public Turns turns() {
    return Gemma.TURNS;
  }

  @Override
  public Pattern tokens() {
    return TOKENS;
  }

  @Override
  public boolean recognises(String text) {
    return Dialect.super.recognises(text)
        && (text.contains(DECLARATION)
            || text.contains(CALL)
            || text.contains(turns().start("developer")));
  }

  @Override
  public String opening(ToolList tools) {
    String declared =
        tools.functions().stream().map(FunctionGemma::declared).collect(Collectors.joining());
    return turns().write("developer", HEAD + declared);
  }

  @Override
  public String assistant() {
    return Gemma.MODEL;
  }

  @Override
  public String ending(Decision decision) {
    return switch (decision) {
      case Decision.Answer answer -> turns().write(assistant(), answer.text());
      case Decision.Call call -> turns().start(assistant()) + calls(call.calls()) + RESPONSE;
    };
  }

  private static String declared(JsonNode function) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("description", function.path("description").asString(""));
    body.set("parameters", DeclaredSchema.declare(function.path("parameters")));
    String name = function.path("name").asString("");
    return DECLARATION + "declaration:" + name + EscapeNotation.write(body) + DECLARATION_END;
  }

  @Override
  public String calls(List<ToolCall> calls) {
    return calls.stream()
        .map(each -> CALL + "call:" + each.name() + arguments(each) + CALL_END)
        .collect(Collectors.joining());
  }

  private static String arguments(ToolCall call) {
    return EscapeNotation.write(DeclaredSchema.sorted(call.arguments()));
  }

  @Override
  public Said instruction(String content, String where) {
    List<JsonNode> tools = new ArrayList<>();
    int at = content.indexOf(DECLARATION);
    String before = at < 0 ? content : content.substring(0, at);
    while (at >= 0) {
      Named found = named(content, at + DECLARATION.length(), "declaration:", where);
      tools.add(ToolList.wrap(function(found)));
      at = content.indexOf(DECLARATION, found.end());
    }
    int behind = content.lastIndexOf(DECLARATION_END);
    String after = behind < 0 ? "" : content.substring(behind + DECLARATION_END.length());
    return new Said(before.replace(HEAD, "") + after, tools);
  }

  private static ObjectNode function(Named declaration) {
    ObjectNode function = JsonNodeFactory.instance.objectNode().put("name", declaration.name());
    ObjectNode body = declaration.value();
    Optional.ofNullable(body.get("description"))
        .ifPresent(words -> function.set("description", words));
    if (body.has("parameters")) {
      function.set("parameters", DeclaredSchema.read(body.path("parameters")));
    }
    return function;
  }

  @Override
  public Reply reply(String content, String where) {
    List<ToolCall> calls = new ArrayList<>();
    int response = content.indexOf(RESPONSE);
    String turn = response < 0 ? content : content.substring(0, response);
    for (int at = turn.indexOf(CALL); at >= 0; ) {
      Named found = named(turn, at + CALL.length(), "call:", where);
      calls.add(new ToolCall(found.name(), found.value()));
      at = turn.indexOf(CALL, found.end());
    }
    boolean goesOn = response >= 0 && !content.substring(response + RESPONSE.length()).isBlank();
    return calls.isEmpty()
        ? new Reply(calls, Optional.of(turn), goesOn)
        : new Reply(calls, Optional.empty(), goesOn);
  }

  private record Named(String name, ObjectNode value, int end) {}

  /// `prefix` name `{…}`, with white space in front.
  private static Named named(String text, int from, String prefix, String where) {
    int brace = text.indexOf('{', from);
    String head = brace < 0 ? "" : text.substring(from, brace).strip();
    if (!head.startsWith(prefix)) {
      throw new UsherException(
          where, "expected %sNAME{…} at character %,d of the turn".formatted(prefix, from));
    }
    Parsed body = EscapeNotation.read(text, brace, where);
    return new Named(head.substring(prefix.length()).strip(), body.value(), body.end());
  }

  @Override
  public Optional<String> obstacle(JsonNode arguments) {
    return EscapeNotation.obstacle(arguments);
  }

  @Override
  public Optional<String> obstacle(ToolList tools) {
    return tools.functions().stream()
        .flatMap(each ->
            EscapeNotation.obstacle(each.path("parameters")).stream()
                .map(why -> "tool %s: %s".formatted(each.path("name").asString(""), why)))
        .findFirst();
  }

  @Override
  public Losses losses(ToolList tools) {
    return Losses.of(
            count(tools, each -> !DECLARED.containsAll(each.propertyNames())),
            "tools say more than name, description and parameters; it is not declared")
        .and(
            Losses.of(
                count(tools, each -> !DeclaredSchema.isSorted(each.path("parameters"))),
                "tools have arguments in another order than that of the alphabet; it is not kept"));
  }

  private static int count(ToolList tools, Predicate<ObjectNode> condition) {
    return (int) tools.functions().stream().filter(condition).count();
  }
}
