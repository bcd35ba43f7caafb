package dev.usher.dataset.format;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.dataset.format.Conversation.Said;
import dev.usher.tools.ToolCall;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Llama 3.1's text with custom tools (Llama 3.1 model card and prompt formats, "JSON based tool
/// calling"), as the model's own chat template renders it when it is told no date and no system
/// text. `⏎` is a line feed:
///
/// ```
/// <|start_header_id|>system<|end_header_id|>⏎⏎
/// Environment: ipython⏎
/// Cutting Knowledge Date: December 2023⏎
/// Today Date: 26 Jul 2024⏎⏎<|eot_id|>
/// <|start_header_id|>user<|end_header_id|>⏎⏎
/// Given the following functions, …Do not use variables.⏎⏎
/// {⏎    "type": "function",⏎ … }⏎⏎                 each tool, indented by four spaces
/// text<|eot_id|>
/// <|start_header_id|>assistant<|end_header_id|>⏎⏎
/// {"name": "…", "parameters": {…}}<|eot_id|>
/// ```
///
/// (Turns follow each other without a line feed; the lines above are broken to be read.) The
/// template has one call a turn; several are written `{…}; {…}`, as servers separate them. An
/// answer is the assistant's text. Tools are read in the system turn too, where the template puts
/// them when it is told to.
record Llama3() implements Dialect {

  private static final String SYSTEM =
      """
      Environment: ipython
      Cutting Knowledge Date: December 2023
      Today Date: 26 Jul 2024

      """;
  private static final Pattern SYSTEM_LINES =
      Pattern.compile("(?m)^(?:Environment|Cutting Knowledge Date|Today Date): .*$");
  private static final String USER_HEAD = "Given the following functions, ";
  private static final String SYSTEM_HEAD = "You have access to the following functions. ";
  private static final String HEAD_END = "Do not use variables.\n\n";
  private static final String HEAD =
      USER_HEAD
          + "please respond with a JSON for a function call with its proper arguments that best"
          + " answers the given prompt.\n\n"
          + "Respond in the format {\"name\": function name, \"parameters\": dictionary of argument"
          + " name and its value}."
          + HEAD_END;
  private static final String BEHIND_TOOL = "\n\n";
  private static final String PYTHON_TAG = "<|python_tag|>";
  private static final Pattern TOKENS = Pattern.compile("<\\|[a-z0-9_]+\\|>");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build();
  private static final PrettyPrinter FOUR_SPACES = fourSpaces();

  private static PrettyPrinter fourSpaces() {
    DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  @Override
  public Turns turns() {
    return new Turns(
        "<|start_header_id|>", "<|end_header_id|>\n\n", List.of("<|eot_id|>", "<|eom_id|>"), "");
  }

  @Override
  public Pattern tokens() {
    return TOKENS;
  }

  @Override
  public String opening(ToolList tools) {
    return turns().write("system", SYSTEM);
  }

  @Override
  public String head(ToolList tools) {
    return HEAD + tools.wrapped().stream().map(Llama3::declared).collect(Collectors.joining());
  }

  private static String declared(ObjectNode tool) {
    return MAPPER.writer().with(FOUR_SPACES).writeValueAsString(tool) + BEHIND_TOOL;
  }

  @Override
  public String calls(List<ToolCall> calls) {
    return calls.stream()
        .map(each -> JsonText.line(CallJson.write(each, CallJson.PARAMETERS)))
        .collect(Collectors.joining("; "));
  }

  @Override
  public Said instruction(String content, String where) {
    String own = SYSTEM_LINES.matcher(content).replaceAll("");
    int head = own.indexOf(SYSTEM_HEAD);
    if (head < 0) {
      return Said.only(own);
    }
    Said behind = declared(own.substring(head));
    return new Said(own.substring(0, head) + behind.words(), behind.tools());
  }

  @Override
  public Said request(String content, String where) {
    return content.startsWith(USER_HEAD) ? declared(content) : Said.only(content);
  }

  /// What follows the tools, and the tools; all of it where there are none.
  private static Said declared(String content) {
    int end = content.indexOf(HEAD_END);
    if (end < 0) {
      return Said.only(content);
    }
    JsonPieces tools = JsonPieces.leading(content, end + HEAD_END.length(), "\n", ToolList::isTool);
    if (tools.values().isEmpty()) {
      return Said.only(content);
    }
    String behind = content.substring(tools.end());
    return new Said(
        behind.startsWith(BEHIND_TOOL) ? behind.substring(BEHIND_TOOL.length()) : behind,
        tools.values());
  }

  @Override
  public Reply reply(String content, String where) {
    return Reply.of(
        content.startsWith(PYTHON_TAG) ? content.substring(PYTHON_TAG.length()) : content);
  }
}
