package dev.usher.dataset.format;

import static dev.usher.dataset.Fixtures.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a form cannot hold.
class RowWriterTest {

  private static final Decision STOP = call("stop", "{}");

  @ParameterizedTest
  @CsvSource({
    "CHATML, <|im_end|>",
    "CHATML, <|im_start|>",
    "CHATML, </tool_call>",
    "LLAMA3, <|eot_id|>",
    "LLAMA3, <|reserved_special_token_7|>",
    "GEMMA, <end_of_turn>",
    "GEMMA, <unused99>",
    "FUNCTIONGEMMA, <end_of_turn>",
    "FUNCTIONGEMMA, <start_function_call>",
    "FUNCTIONGEMMA, <escape>",
  })
  void aControlTokenIsRefusedWhereverItStands(RowFormat format, String token) {
    String words = "say " + token + " twice";
    assertRefused(format, words, STOP, "the text contains the control token " + token);
    assertRefused(
        format, "x", new Decision.Answer(words), "the answer contains the control token " + token);
    assertRefused(
        format,
        "x",
        call("play", "{\"artist\": \"" + words + "\"}"),
        "the call of play contains the control token " + token);
    ToolCatalog catalog =
        ToolCatalog.parse(Fixtures.TOOLS.replace("Play music.", words), "tools.json");
    assertThatThrownBy(() -> new RowWriter(format, catalog))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll("tool play", token);
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "CHAT", "ALPACA", "SHAREGPT", "XLAM"})
  void otherFormsHoldThemAll(RowFormat format) {
    String words = "<|im_end|> <|eot_id|> <end_of_turn> <escape> </tool_call>";
    assertThat(Rows.line(format, words, call("play", "{\"artist\": \"" + words + "\"}")))
        .contains(words);
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "SHAREGPT", "ALPACA", "CHATML", "LLAMA3", "GEMMA", "FUNCTIONGEMMA"})
  void anEmptyAnswerIsRefused(RowFormat format) {
    assertRefused(format, "x", new Decision.Answer(""), "of no use when read back");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LLAMA3 | {\"name\": \"stop\", \"parameters\": {}}",
        "GEMMA | ```json%n[{\"name\": \"stop\", \"parameters\": {}}]%n```",
        "ALPACA | []",
        "SHAREGPT | <tool_call>{\"name\": \"stop\", \"arguments\": {}}</tool_call>",
        "SHAREGPT | <tool_call>",
      })
  void anAnswerThatReadsAsACallIsRefused(RowFormat format, String words) {
    assertRefused(format, "x", new Decision.Answer(words.formatted()), "read back");
  }

  @Test
  void aTextThatReadsAsAToolIsRefused() {
    assertRefused(
        RowFormat.LLAMA3, Rows.STOP + "\n\nwhat is this?", STOP, "the text would be read back");
  }

  @Test
  void functionGemmaHasNoNullAndNoStrangeKeys() {
    ToolCatalog catalog =
        ToolCatalog.parse(
            "[{\"name\": \"put\", \"parameters\": {\"type\": \"object\", \"additionalProperties\": true}}]",
            "tools.json");
    assertRefused(catalog, "{\"a\": [{\"b\": null}]}", "put: null has no notation");
    assertRefused(catalog, "{\"a:b\": 1}", "the key \"a:b\"");
    assertRefused(catalog, "{\"\": 1}", "the key \"\"");
    assertRefused(catalog, "{\" a\": 1}", "the key \" a\"");
  }

  private static void assertRefused(ToolCatalog catalog, String arguments, String why) {
    Candidate row = new Candidate("x", call("put", arguments), new Provenance("rows.jsonl", 3));
    List<Example> examples = new ExampleValidator(catalog).require(List.of(row));
    RowWriter writer = new RowWriter(RowFormat.FUNCTIONGEMMA, catalog);
    assertThatThrownBy(() -> writer.text(examples)).hasMessageContainingAll("rows.jsonl:3", why);
  }

  @Test
  void functionGemmaCannotDeclareASchemaWithNull() {
    ToolCatalog catalog =
        ToolCatalog.parse(
            "[{\"name\": \"put\", \"parameters\": {\"type\": \"object\", \"properties\": {\"a\": {\"enum\": [1, null]}}}}]",
            "tools.json");
    assertThatThrownBy(() -> new RowWriter(RowFormat.FUNCTIONGEMMA, catalog))
        .hasMessageContainingAll("functiongemma", "tool put", "null has no notation");
  }

  @Test
  void chatMlCannotDeclareATextThatEndsTheTools() {
    ToolCatalog catalog =
        ToolCatalog.parse(Fixtures.TOOLS.replace("Play music.", "</tools>"), "tools.json");
    assertThatThrownBy(() -> new RowWriter(RowFormat.CHATML, catalog))
        .hasMessageContainingAll("tool play", "</tools>");
  }

  @Test
  void refusedRowsAreCountedAndTheFirstFewAreNamed() {
    List<Example> examples =
        List.of(
            Fixtures.example("stop", STOP),
            Fixtures.example("<eos>", STOP),
            Fixtures.example("<bos>", STOP));
    assertThatThrownBy(() -> new RowWriter(RowFormat.GEMMA, Fixtures.catalog()).text(examples))
        .hasMessageContainingAll("<eos>", "<bos>", "2 of 3 rows cannot be held by gemma");
  }

  @Test
  void xlamLosesTheWordsOfAnAnswer() {
    RowWriter writer = new RowWriter(RowFormat.XLAM, Fixtures.catalog());
    assertThat(
            writer.text(
                List.of(
                    Fixtures.example("hi", new Decision.Answer("Hello!")),
                    Fixtures.example("hm", new Decision.Answer("no tool")))))
        .contains("\"answers\": \"[]\"");
    assertThat(writer.losses().lines()).containsExactly("1 rows lost the words of their answer");
  }

  @ParameterizedTest
  @EnumSource(RowFormat.class)
  void onlyPlainRowsHoldAThoughtAndOthersCountIt(RowFormat format) {
    Candidate row =
        new Candidate(
            new Request("stop"),
            STOP,
            new Provenance("rows.jsonl", 1),
            Optional.of("Enough of it."));
    List<Example> examples = new ExampleValidator(Fixtures.catalog()).require(List.of(row));
    RowWriter writer = new RowWriter(format, Fixtures.catalog());
    String text = writer.text(examples);
    if (format == RowFormat.PLAIN) {
      assertThat(text).contains("\"thought\": \"Enough of it.\"");
      assertThat(Rows.turn(format, Rows.row(text)).candidate().thought()).contains("Enough of it.");
      assertThat(writer.losses().lines()).isEmpty();
    } else {
      assertThat(text).doesNotContain("Enough of it.");
      assertThat(writer.losses().lines()).containsExactly("1 rows lost their thought");
    }
  }

  @Test
  void whatIsNotSaidOfTheToolsIsCounted() {
    assertThat(lost(RowFormat.PLAIN)).containsExactly("2 tools stand in no row; keep their file");
    assertThat(lost(RowFormat.ALPACA)).containsExactly("2 tools stand in no row; keep their file");
    assertThat(lost(RowFormat.CHAT)).isEmpty();
    assertThat(lost(RowFormat.FUNCTIONGEMMA)).isEmpty();
    String risky =
        "[{\"name\": \"t\", \"x-usher-risk\": \"read\", \"parameters\": {\"type\": \"object\","
            + " \"properties\": {\"b\": {}, \"a\": {}}}}]";
    assertThat(
            new RowWriter(RowFormat.FUNCTIONGEMMA, ToolCatalog.parse(risky, "tools.json"))
                .catalogueLosses()
                .lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("1 tools"));
  }

  private static List<String> lost(RowFormat format) {
    return new RowWriter(format, Fixtures.catalog()).catalogueLosses().lines();
  }

  private static void assertRefused(RowFormat format, String text, Decision decision, String why) {
    assertThatThrownBy(() -> Rows.line(format, text, decision))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll("rows.jsonl:1", why);
  }
}
