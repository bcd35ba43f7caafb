package dev.usher.dataset.format;

import static dev.usher.dataset.Fixtures.call;
import static dev.usher.dataset.Fixtures.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.format.RowReading.Turn;
import dev.usher.dataset.format.RowReading.Unusable;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Rows that others wrote: what differs from what we write, and what is wrong.
class ForeignRowsTest {

  private static final Decision STOP = call("stop", "{}");
  private static final Decision BOTH =
      new Decision.Call(List.of(toolCall("stop", "{}"), toolCall("play", "{\"artist\": \"A\"}")));

  @Test
  void aFunctionGemmaRowGoesOnAfterTheToolsResponse() {
    Turn turn =
        Rows.turn(
            RowFormat.FUNCTIONGEMMA,
            Rows.text(
                """
                <bos><start_of_turn>developer
                Be good. You are a model that can do function calling with the following functions<start_function_declaration>declaration:weather{description:<escape>The "weather", {today}.<escape>,parameters:{properties:{unit:{description:<escape>Unit.<escape>,enum:[<escape>c<escape>,<escape>f<escape>],type:<escape>STRING<escape>} },required:[<escape>unit<escape>],type:<escape>OBJECT<escape>} }<end_function_declaration><end_of_turn>
                <start_of_turn>user
                Is it cold?<end_of_turn>
                <start_of_turn>model
                <start_function_call>call:weather{ unit: <escape>c<escape>, days: 2 }<end_function_call><start_function_response>response:weather{temperature:15}<end_function_response>It is.<end_of_turn>
                """));

    assertThat(turn.candidate().text()).isEqualTo("Is it cold?");
    assertThat(turn.candidate().decision())
        .isEqualTo(call("weather", "{\"unit\": \"c\", \"days\": 2}"));
    assertThat(turn.leftOut()).isTrue();
    assertThat(turn.system()).isTrue();
    assertThat(turn.tools())
        .extracting(JsonText::line)
        .containsExactly(
            "{\"type\": \"function\", \"function\": {\"name\": \"weather\", \"description\": \"The \\\"weather\\\", {today}.\","
                + " \"parameters\": {\"properties\": {\"unit\": {\"description\": \"Unit.\", \"enum\": [\"c\", \"f\"], \"type\": \"string\"}},"
                + " \"required\": [\"unit\"], \"type\": \"object\"}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call:play{artist:Abba}",
        "call:play{artist:<escape>Abba}",
        "call:play{artist:<escape>Abba<escape>",
        "call:play{artist}",
        "call:play{a:1,a:2}",
        "call:play{a:1 b:2}",
        "call:play",
        "play{}",
      })
  void aMalformedFunctionGemmaCallIsRefusedWithItsPlace(String call) {
    String row =
        "<start_of_turn>user\nx<end_of_turn>\n<start_of_turn>model\n<start_function_call>"
            + call
            + "<end_function_call>";

    assertThatThrownBy(() -> Rows.read(RowFormat.FUNCTIONGEMMA, Rows.text(row)))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith("rows.jsonl:7: ")
        .hasMessageContaining("character");
  }

  @Test
  void hermesListsItsToolsInAnArrayAndThinksBeforeItCalls() {
    Turn turn =
        Rows.turn(
            RowFormat.CHATML,
            Rows.text(
                """
                <|im_start|>system
                You are provided with function signatures within <tools></tools> XML tags. <tools> [%s] </tools> Call them.<|im_end|>
                <|im_start|>user
                stop<|im_end|>
                <|im_start|>assistant
                I stop.
                <tool_call>
                {"arguments": {}, "name": "stop"}
                </tool_call><|im_end|>
                <|im_start|>tool
                {}<|im_end|>
                """
                    .formatted(Rows.STOP)));

    assertThat(turn.candidate().text()).isEqualTo("stop");
    assertThat(turn.candidate().decision()).isEqualTo(STOP);
    assertThat(turn.tools()).extracting(JsonText::line).containsExactly(Rows.STOP);
    assertThat(turn.system()).isTrue();
    assertThat(turn.leftOut()).isTrue();
  }

  @Test
  void aSystemTextInFrontOfTheTemplatesOwnIsAnInstruction() {
    String own = Rows.rendered(RowFormat.CHATML, "stop", STOP);
    String theirs = own.replace("system\n", "system\nYou are Qwen.\n\n");

    assertThat(Rows.turn(RowFormat.CHATML, Rows.text(own)).system()).isFalse();
    assertThat(Rows.turn(RowFormat.CHATML, Rows.text(theirs)).system()).isTrue();
    assertThat(Rows.turn(RowFormat.CHATML, Rows.text(theirs)).tools()).hasSize(2);
  }

  @Test
  void llamaMayDeclareItsToolsInTheSystemTurn() {
    Turn turn =
        Rows.turn(
            RowFormat.LLAMA3,
            Rows.text(
                """
                <|begin_of_text|><|start_header_id|>system<|end_header_id|>

                Environment: ipython
                Cutting Knowledge Date: December 2023
                Today Date: 01 May 2025

                You have access to the following functions. To call a function, please respond with JSON for a function call.Respond in the format {"name": function name, "parameters": dictionary of argument name and its value}.Do not use variables.

                %s

                <|eot_id|><|start_header_id|>user<|end_header_id|>

                stop<|eot_id|><|start_header_id|>assistant<|end_header_id|>

                <|python_tag|>{"name": "stop", "parameters": {}}<|eom_id|>\
                """
                    .formatted(Rows.STOP)));

    assertThat(turn.candidate().text()).isEqualTo("stop");
    assertThat(turn.candidate().decision()).isEqualTo(STOP);
    assertThat(turn.tools()).extracting(JsonText::line).containsExactly(Rows.STOP);
    assertThat(turn.system()).isFalse();
  }

  @Test
  void aGemmaCallMayStandInACodeFence() {
    String row =
        "<start_of_turn>user\nstop<end_of_turn>\n<start_of_turn>model\n"
            + "```json\n[{\"name\": \"stop\", \"parameters\": {}}, {\"name\": \"play\", \"arguments\": {\"artist\": \"A\"}}]\n```\n";

    assertThat(Rows.decision(RowFormat.GEMMA, Rows.text(row))).isEqualTo(BOTH);
  }

  @Test
  void jsonThatIsNoCallIsAnAnswer() {
    for (String words : List.of("{\"name\": \"stop\"}", "[1]", "{} {}", "{\"x\": {}}")) {
      String row =
          "<start_of_turn>user\nx<end_of_turn>\n<start_of_turn>model\n" + words + "<end_of_turn>\n";
      assertThat(Rows.decision(RowFormat.GEMMA, Rows.text(row)))
          .isEqualTo(new Decision.Answer(words));
    }
  }

  @Test
  void textOutsideOfTurnsIsRefused() {
    assertThatThrownBy(
            () -> Rows.read(RowFormat.CHATML, Rows.text("Hello\n<|im_start|>user\nx<|im_end|>")))
        .hasMessageContainingAll("rows.jsonl:7", "\"Hello\"", "outside of the turns");
    assertThatThrownBy(() ->
            Rows.read(RowFormat.GEMMA, Rows.text("<start_of_turn>user\nx<end_of_turn> and so on")))
        .hasMessageContainingAll("\"and so on\"", "outside of the turns");
    assertThatThrownBy(() -> Rows.read(RowFormat.CHATML, Rows.text("<|im_start|>user")))
        .hasMessageContaining("has no role");
  }

  @Test
  void aTextWithoutAFirstTurnIsOfNoUse() {
    assertThat(Rows.read(RowFormat.CHATML, Rows.text("<|im_start|>user\nx<|im_end|>")))
        .isInstanceOf(Unusable.class);
    assertThat(Rows.read(RowFormat.CHATML, Rows.text(""))).isInstanceOf(Unusable.class);
  }

  @Test
  void shareGptMayCarryHermesTags() {
    Turn turn =
        Rows.turn(
            RowFormat.SHAREGPT,
            Rows.row(
                """
                {"conversations": [{"from": "system", "value": "<tools>%s</tools>"},
                  {"from": "human", "value": "stop"},
                  {"from": "gpt", "value": "<tool_call>\\n{\\"name\\": \\"stop\\", \\"arguments\\": {}}\\n</tool_call>"},
                  {"from": "tool", "value": "ok"}]}
                """
                    .formatted(Rows.STOP.replace("\"", "\\\""))));

    assertThat(turn.candidate().decision()).isEqualTo(STOP);
    assertThat(turn.tools()).hasSize(1);
    assertThat(turn.leftOut()).isTrue();
    assertThat(turn.system()).isFalse();
  }

  @Test
  void shareGptMayHaveASystemFieldAndToolsAsAnArray() {
    Turn turn =
        Rows.turn(
            RowFormat.SHAREGPT,
            Rows.row(
                "{\"system\": \"Be good.\", \"tools\": ["
                    + Rows.STOP
                    + "], \"conversations\": ["
                    + "{\"from\": \"human\", \"value\": \"hi\"}, {\"from\": \"gpt\", \"value\": \"Hello!\"}]}"));

    assertThat(turn.candidate().decision()).isEqualTo(new Decision.Answer("Hello!"));
    assertThat(turn.system()).isTrue();
    assertThat(turn.tools()).hasSize(1);
  }

  @Test
  void anAlpacaInputFollowsTheInstruction() {
    Turn turn =
        Rows.turn(
            RowFormat.ALPACA,
            Rows.row(
                "{\"instruction\": \"Translate.\", \"input\": \"hello\", \"output\": \"[]\", \"system\": \"x\"}"));

    assertThat(turn.candidate().text()).isEqualTo("Translate.\nhello");
    assertThat(turn.candidate().decision()).isEqualTo(new Decision.Answer(PlainRow.NO_TOOL));
    assertThat(turn.system()).isTrue();
  }

  @Test
  void anAlpacaRowMayHaveAHistory() {
    Turn turn =
        Rows.turn(
            RowFormat.ALPACA,
            Rows.row("{\"instruction\": \"x\", \"output\": \"y\", \"history\": [[\"a\", \"b\"]]}"));

    assertThat(turn.candidate().request())
        .isEqualTo(new Request("a").then(new Decision.Answer("b"), "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", {\"role\": \"user\", \"content\": \"?\"}",
        ", {\"role\": 7}",
        ", {\"role\": \"assistant\", \"content\": \"\", \"tool_calls\": [{\"function\": {\"name\": \"stop\", \"arguments\": \"{}\"}}]}",
        ", {\"role\": \"user\", \"content\": \" \"}, {\"role\": \"assistant\", \"content\": \"x\"}",
        ", {\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}, {\"role\": \"assistant\", \"content\": \"x\"}"
            + ", {\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"}",
      })
  void theLastTurnBeforeTroubleIsTheRowAndThoseBeforeAreItsHistory(String behind) {
    Turn turn =
        Rows.turn(
            RowFormat.CHAT,
            Rows.row(
                """
                {"messages": [
                  {"role": "user", "content": "stop"},
                  {"role": "assistant", "tool_calls": [{"function": {"name": "stop", "arguments": "{}"}}]},
                  {"role": "tool", "content": "ok"}, {"role": "assistant", "content": "Done."},
                  {"role": "user", "content": "thanks"}, {"role": "assistant", "content": "Welcome."}%s]}
                """
                    .formatted(behind)));

    assertThat(turn.candidate().request()).isEqualTo(new Request("stop").then(STOP, "thanks"));
    assertThat(turn.candidate().decision()).isEqualTo(new Decision.Answer("Welcome."));
    assertThat(turn.leftOut()).isTrue();
  }

  @Test
  void xlamsPythonTypesBecomeASchema() {
    Turn turn =
        Rows.turn(
            RowFormat.XLAM,
            Rows.row(
                """
                {"id": 1, "query": "x", "answers": "[{\\"name\\": \\"f\\", \\"arguments\\": {\\"a\\": \\"s\\", \\"n\\": [1.5]}}]",
                 "tools": [{"name": "f", "description": "F.", "parameters": {
                   "a": {"type": "str", "description": "A."},
                   "b": {"type": "int, optional", "description": "B."},
                   "c": {"type": "bool", "default": true},
                   "n": {"type": "List[float]"},
                   "o": {"type": "Optional[Dict[str, int]]"},
                   "u": {"type": "Union[int, str]"}}}]}
                """));
    CarriedTools carried = new CarriedTools();
    turn.tools().forEach(each -> carried.note(each, "rows.jsonl:7"));
    ToolCatalog catalog = carried.catalog("rows.jsonl");
    var parameters = catalog.find("f").orElseThrow().parameters();

    assertThat(turn.candidate().decision()).isEqualTo(call("f", "{\"a\": \"s\", \"n\": [1.5]}"));
    assertThat(
            parameters.accepts(
                json(
                    "{\"a\": \"s\", \"n\": [1], \"b\": 1, \"c\": false, \"o\": {\"x\": 1}, \"u\": 7}")))
        .isTrue();
    assertThat(parameters.accepts(json("{\"a\": \"s\", \"n\": [], \"u\": []}"))).isTrue();
    assertThat(parameters.accepts(json("{\"a\": \"s\", \"n\": []}"))).isFalse();
    assertThat(parameters.accepts(json("{\"a\": \"s\", \"n\": [true], \"u\": 1}"))).isFalse();
  }

  private static JsonNode json(String text) {
    return JsonText.parse(text, "test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      value = {
        "CHAT -> {\"messages\": 7} -> expected {\"messages\"",
        "SHAREGPT -> {\"conversations\": [{\"from\": \"human\"}, {\"from\": \"gpt\", \"value\": \"x\"}]} -> /conversations/0/value",
        "SHAREGPT -> {\"conversations\": [{\"from\": \"human\", \"value\": \"x\"}, {\"from\": \"function_call\", \"value\": \"stop\"}]} -> not valid JSON",
        "SHAREGPT -> {\"conversations\": [], \"tools\": \"{}\"} -> /tools",
        "ALPACA -> {\"instruction\": 7, \"output\": \"x\"} -> /instruction",
        "XLAM -> {\"query\": \"x\", \"answers\": \"{}\"} -> /answers",
        "XLAM -> {\"query\": \"x\", \"answers\": [{\"arguments\": {}}]} -> /answers/0/name",
        "CHATML -> {\"text\": 7} -> expected {\"text\"",
        "CHATML -> {\"text\": \"<|im_start|>user\\nx<|im_end|><|im_start|>assistant\\n<tool_call>{'name'}</tool_call>\"} -> not valid JSON",
        "CHATML -> {\"text\": \"<|im_start|>system\\n<tools>[7} </tools><|im_end|>\"} -> <tools>",
      })
  void aMalformedRowIsRefusedWithItsPlace(RowFormat format, String row, String message) {
    assertThatThrownBy(() -> Rows.read(format, Rows.row(row)))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll("rows.jsonl:7", message);
  }
}
