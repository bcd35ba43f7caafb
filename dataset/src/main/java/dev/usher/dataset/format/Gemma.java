package dev.usher.dataset.format;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.dataset.format.Conversation.Said;
import dev.usher.tools.ToolCall;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gemma's text (Google AI for Developers, "Gemma formatting and system instructions" and "Function
/// calling with Gemma"). Gemma knows no system turn, so the tools are folded into the user's. `⏎`
/// is a line feed:
///
/// ```
/// <start_of_turn>user⏎
/// You have access to functions. … if you call a function⏎
/// [{"name": …, "description": …, "parameters": {…}}, …]⏎⏎   all tools, one line
/// text<end_of_turn>⏎
/// <start_of_turn>model⏎
/// {"name": "…", "parameters": {…}}<end_of_turn>⏎
/// ```
///
/// Several calls are an array of such objects; an answer is the model's text. A call in a code
/// fence is read too. What another system text folded into the user's turn says cannot be told from
/// the user's words.
record Gemma() implements Dialect {

  static final String MODEL = "model";
  static final Turns TURNS = new Turns("<start_of_turn>", "\n", List.of("<end_of_turn>"), "\n");

  private static final String HEAD_START = "You have access to functions.";
  private static final String HEAD =
      HEAD_START
          + " If you decide to invoke any of the function(s), you MUST put it in the format of"
          + " {\"name\": function name, \"parameters\": dictionary of argument name and its"
          + " value}\n\n"
          + "You SHOULD NOT include any other text in the response if you call a function\n";
  private static final Pattern TOOLS = Pattern.compile("\\n(?=\\[\\s*\\{)");
  private static final String BEHIND_TOOLS = "\n\n";
  private static final Pattern FENCE =
      Pattern.compile("\\s*```\\w*\\s*\\n(.*)\\n\\s*```\\s*", Pattern.DOTALL);
  private static final Pattern TOKENS =
      Pattern.compile(
          "<(?:bos|eos|pad|unk|mask|start_of_turn|end_of_turn|start_of_image|end_of_image|unused\\d+)>");

  @Override
  public Turns turns() {
    return TURNS;
  }

  @Override
  public Pattern tokens() {
    return TOKENS;
  }

  @Override
  public String head(ToolList tools) {
    return HEAD + JsonText.line(ToolList.array(tools.functions())) + BEHIND_TOOLS;
  }

  @Override
  public String assistant() {
    return MODEL;
  }

  @Override
  public String calls(List<ToolCall> calls) {
    return JsonText.line(CallJson.write(calls, CallJson.PARAMETERS));
  }

  @Override
  public Said request(String content, String where) {
    Matcher start = TOOLS.matcher(content);
    if (!content.startsWith(HEAD_START) || !start.find()) {
      return Said.only(content);
    }
    JsonPieces list =
        JsonPieces.leading(
            content,
            start.end(),
            "",
            value -> value.isArray() && value.valueStream().allMatch(ToolList::isTool));
    if (list.values().isEmpty()) {
      return Said.only(content);
    }
    String behind = content.substring(list.end());
    return new Said(
        behind.startsWith(BEHIND_TOOLS) ? behind.substring(BEHIND_TOOLS.length()) : behind.strip(),
        list.values().getFirst().valueStream().toList());
  }

  @Override
  public Reply reply(String content, String where) {
    Matcher fence = FENCE.matcher(content);
    Reply inner = Reply.of(fence.matches() ? fence.group(1) : content);
    return inner.calls().isEmpty() ? Reply.of(content) : inner;
  }
}
