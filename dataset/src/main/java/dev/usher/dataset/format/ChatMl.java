package dev.usher.dataset.format;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.dataset.format.Conversation.Said;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// ChatML with the tool tags that Hermes brought up and Qwen's chat template uses (Qwen2.5,
/// "Function Calling"; Hermes Function Calling, "Prompt Format"). `⏎` is a line feed:
///
/// ```
/// <|im_start|>system⏎
/// # Tools⏎⏎… within <tools></tools> XML tags:⏎
/// <tools>⏎
/// {"type": "function", "function": {…}}⏎         one line a tool
/// </tools>⏎⏎… within <tool_call></tool_call> XML tags:⏎…<|im_end|>⏎
/// <|im_start|>user⏎
/// text<|im_end|>⏎
/// <|im_start|>assistant⏎
/// <tool_call>⏎
/// {"name": "…", "arguments": {…}}⏎
/// </tool_call><|im_end|>⏎                        several calls: a line feed between them
/// ```
///
/// An answer is the assistant's text. A system text of other words than the template's is an
/// instruction, which is left out.
record ChatMl() implements Dialect {

  private static final String HEAD =
      """
      # Tools

      You may call one or more functions to assist with the user query.

      You are provided with function signatures within <tools></tools> XML tags:
      """;
  private static final String TAIL =
      """


      For each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:
      <tool_call>
      {"name": <function-name>, "arguments": <args-json-object>}
      </tool_call>\
      """;

  private static final String TOOLS_END = "</tools>";
  private static final Pattern TOOLS = Pattern.compile("<tools>\\s*(?=[\\[{])");
  private static final String CALL = "<tool_call>";
  private static final String CALL_END = "</tool_call>";
  private static final Pattern TOKENS =
      Pattern.compile("<\\|[a-z_]+\\|>|</?tool_call>|</?tool_response>");

  @Override
  public Turns turns() {
    return new Turns("<|im_start|>", "\n", List.of("<|im_end|>"), "\n");
  }

  @Override
  public Pattern tokens() {
    return TOKENS;
  }

  @Override
  public String opening(ToolList tools) {
    String declared =
        tools.wrapped().stream().map(JsonText::line).collect(Collectors.joining("\n"));
    return turns().write("system", HEAD + "<tools>\n" + declared + "\n" + TOOLS_END + TAIL);
  }

  @Override
  public String calls(List<ToolCall> calls) {
    return calls.stream()
        .map(each -> JsonText.line(CallJson.write(each, CallJson.ARGUMENTS)))
        .map(json -> CALL + "\n" + json + "\n" + CALL_END)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public Said instruction(String content, String where) {
    return declared(content, where);
  }

  /// A system text with tools in it, or without.
  static Said declared(String content, String where) {
    Matcher tools = TOOLS.matcher(content);
    int end = content.lastIndexOf(TOOLS_END);
    if (!tools.find() || end < tools.end()) {
      return Said.only(content);
    }
    String list = content.substring(tools.end(), end);
    JsonPieces pieces =
        JsonPieces.leading(list, 0, " \t\r\n,", each -> each.isArray() || ToolList.isTool(each));
    if (!pieces.reachesEnd(list, " \t\r\n,")) {
      throw new UsherException(where, "<tools> … </tools> holds something that is no tool in JSON");
    }
    String before = content.substring(0, tools.start());
    String behind = content.substring(end + TOOLS_END.length());
    String words =
        (before.endsWith(HEAD) ? before.substring(0, before.length() - HEAD.length()) : before)
            + (behind.startsWith(TAIL) ? behind.substring(TAIL.length()) : behind);
    return new Said(words, pieces.values().stream().flatMap(ChatMl::flat).toList());
  }

  private static Stream<JsonNode> flat(JsonNode value) {
    return value.isArray() ? value.valueStream() : Stream.of(value);
  }

  @Override
  public Reply reply(String content, String where) {
    return said(content, where);
  }

  /// An assistant's text with calls in it, or without; words beside calls are left alone.
  static Reply said(String content, String where) {
    List<ToolCall> calls = new ArrayList<>();
    for (int at = content.indexOf(CALL); at >= 0; at = content.indexOf(CALL, at + 1)) {
      int end = content.indexOf(CALL_END, at);
      String body = content.substring(at + CALL.length(), end < 0 ? content.length() : end);
      String pointer = CALL + " " + (calls.size() + 1);
      calls.add(CallJson.read(JsonText.parseObject(body, where + ": " + pointer), where, pointer));
    }
    return calls.isEmpty() ? Reply.saying(content) : Reply.calling(calls);
  }

  @Override
  public Optional<String> obstacle(ToolList tools) {
    return tools.functions().stream()
        .filter(each -> JsonText.line(each).contains(TOOLS_END))
        .map(each -> "tool %s contains %s".formatted(each.path("name").asString(""), TOOLS_END))
        .findFirst();
  }
}
