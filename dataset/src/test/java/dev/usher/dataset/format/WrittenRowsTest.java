package dev.usher.dataset.format;

import static dev.usher.dataset.Fixtures.call;
import static dev.usher.dataset.Fixtures.toolCall;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Fixtures;
import dev.usher.dataset.JsonText;
import dev.usher.tools.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What rows look like, to the byte.
class WrittenRowsTest {

  private static final Decision PLAY = call("play", "{\"artist\": \"Abba\", \"volume\": 3}");
  private static final Decision BOTH =
      new Decision.Call(
          List.of(toolCall("stop", "{}"), toolCall("play", "{\"track\": [\"a\", \"b\"]}")));
  private static final Decision HELLO = new Decision.Answer("Hello!");

  @Test
  void chat() {
    assertThat(Rows.line(RowFormat.CHAT, "play Abba", PLAY))
        .startsWith(
            "{\"messages\": [{\"role\": \"user\", \"content\": \"play Abba\"}, {\"role\": \"assistant\","
                + " \"content\": null, \"tool_calls\": [{\"id\": \"call_1\", \"type\": \"function\","
                + " \"function\": {\"name\": \"play\", \"arguments\": \"{\\\"artist\\\": \\\"Abba\\\","
                + " \\\"volume\\\": 3}\"}}]}], \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"play\"");
    assertThat(Rows.line(RowFormat.CHAT, "both", BOTH)).contains("call_1", "call_2");
  }

  @Test
  void shareGpt() {
    assertThat(Rows.line(RowFormat.SHAREGPT, "both", BOTH))
        .startsWith(
            "{\"conversations\": [{\"from\": \"human\", \"value\": \"both\"}, {\"from\": \"function_call\","
                + " \"value\": \"[{\\\"name\\\": \\\"stop\\\", \\\"arguments\\\": {}}, {\\\"name\\\": \\\"play\\\","
                + " \\\"arguments\\\": {\\\"track\\\": [\\\"a\\\", \\\"b\\\"]}}]\"}], \"tools\": \"[{\\\"name\\\": \\\"play\\\"");
    assertThat(Rows.line(RowFormat.SHAREGPT, "hi", HELLO))
        .contains("{\"from\": \"gpt\", \"value\": \"Hello!\"}");
  }

  @Test
  void alpaca() {
    assertThat(Rows.line(RowFormat.ALPACA, "stop", call("stop", "{}")))
        .isEqualTo(
            "{\"instruction\": \"stop\", \"input\": \"\","
                + " \"output\": \"{\\\"name\\\": \\\"stop\\\", \\\"arguments\\\": {}}\"}");
    assertThat(Rows.line(RowFormat.ALPACA, "hi", HELLO)).contains("\"output\": \"Hello!\"");
  }

  @Test
  void xlam() {
    assertThat(Rows.line(RowFormat.XLAM, "stop", call("stop", "{}")))
        .startsWith("{\"query\": \"stop\", \"tools\": \"[{\\\"name\\\": \\\"play\\\"")
        .endsWith("\"answers\": \"[{\\\"name\\\": \\\"stop\\\", \\\"arguments\\\": {}}]\"}");
  }

  @Test
  void chatMl() {
    assertThat(Rows.rendered(RowFormat.CHATML, "both", BOTH))
        .isEqualTo(
            """
            <|im_start|>system
            # Tools

            You may call one or more functions to assist with the user query.

            You are provided with function signatures within <tools></tools> XML tags:
            <tools>
            %s
            %s
            </tools>

            For each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:
            <tool_call>
            {"name": <function-name>, "arguments": <args-json-object>}
            </tool_call><|im_end|>
            <|im_start|>user
            both<|im_end|>
            <|im_start|>assistant
            <tool_call>
            {"name": "stop", "arguments": {}}
            </tool_call>
            <tool_call>
            {"name": "play", "arguments": {"track": ["a", "b"]}}
            </tool_call><|im_end|>
            """
                .formatted(tool(0), tool(1)));
    assertThat(Rows.rendered(RowFormat.CHATML, "hi", HELLO))
        .endsWith("<|im_start|>assistant\nHello!<|im_end|>\n");
  }

  private static String tool(int index) {
    JsonNode tools = JsonText.parse(Fixtures.catalog().toJson(), "test");
    return JsonText.line(tools.path(index));
  }

  @Test
  void llama3() {
    assertThat(Rows.rendered(RowFormat.LLAMA3, "play Abba", PLAY))
        .startsWith(
            """
            <|start_header_id|>system<|end_header_id|>

            Environment: ipython
            Cutting Knowledge Date: December 2023
            Today Date: 26 Jul 2024

            <|eot_id|><|start_header_id|>user<|end_header_id|>

            Given the following functions, please respond with a JSON for a function call with its proper arguments that best answers the given prompt.

            Respond in the format {"name": function name, "parameters": dictionary of argument name and its value}.Do not use variables.

            {
                "type": "function",
                "function": {
                    "name": "play",
            """)
        .endsWith(
            """
            {
                "type": "function",
                "function": {
                    "name": "stop",
                    "description": "Stop.",
                    "parameters": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {}
                    }
                }
            }

            play Abba<|eot_id|><|start_header_id|>assistant<|end_header_id|>

            {"name": "play", "parameters": {"artist": "Abba", "volume": 3}}<|eot_id|>\
            """);
    assertThat(Rows.rendered(RowFormat.LLAMA3, "both", BOTH))
        .contains("\n\n{\"name\": \"stop\", \"parameters\": {}}; {\"name\": \"play\", ");
  }

  @Test
  void gemma() {
    assertThat(Rows.rendered(RowFormat.GEMMA, "both", BOTH))
        .startsWith(
            """
            <start_of_turn>user
            You have access to functions. If you decide to invoke any of the function(s), you MUST put it in the format of {"name": function name, "parameters": dictionary of argument name and its value}

            You SHOULD NOT include any other text in the response if you call a function
            [{"name": "play", "description": "Play music.", "parameters": {\
            """)
        .endsWith(
            """
            }}]

            both<end_of_turn>
            <start_of_turn>model
            [{"name": "stop", "parameters": {}}, {"name": "play", "parameters": {"track": ["a", "b"]}}]<end_of_turn>
            """);
  }

  @Test
  void functionGemma() {
    String before =
        """
        <start_of_turn>developer
        You are a model that can do function calling with the following functions\
        <start_function_declaration>declaration:play{description:<escape>Play music.<escape>,\
        parameters:{additionalProperties:false,properties:{\
        artist:{type:<escape>STRING<escape>},\
        track:{anyOf:[{type:<escape>STRING<escape>},{items:{type:<escape>STRING<escape>},type:<escape>ARRAY<escape>}]},\
        volume:{minimum:0,maximum:10,type:<escape>INTEGER<escape>}},type:<escape>OBJECT<escape>}}<end_function_declaration>\
        <start_function_declaration>declaration:stop{description:<escape>Stop.<escape>,\
        parameters:{additionalProperties:false,properties:{},type:<escape>OBJECT<escape>}}<end_function_declaration>\
        <end_of_turn>
        <start_of_turn>user
        """;
    assertThat(Rows.rendered(RowFormat.FUNCTIONGEMMA, "both", BOTH))
        .isEqualTo(
            before
                + """
                both<end_of_turn>
                <start_of_turn>model
                <start_function_call>call:stop{}<end_function_call>\
                <start_function_call>call:play{track:[<escape>a<escape>,<escape>b<escape>]}<end_function_call>\
                <start_function_response>\
                """);
    assertThat(Rows.rendered(RowFormat.FUNCTIONGEMMA, "hi", HELLO))
        .isEqualTo(before + "hi<end_of_turn>\n<start_of_turn>model\nHello!<end_of_turn>\n");
    assertThat(Rows.rendered(RowFormat.FUNCTIONGEMMA, "play Abba", PLAY))
        .contains("call:play{artist:<escape>Abba<escape>,volume:3}");
  }
}
