package dev.usher.dataset;

import static dev.usher.dataset.Fixtures.call;
import static dev.usher.dataset.Fixtures.catalog;
import static dev.usher.dataset.Fixtures.example;
import static dev.usher.dataset.Fixtures.toolCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleFileTest {

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    List<Example> examples =
        List.of(
            example(
                "Spiel „Für Elise“\n\"laut\" \\ \u0007",
                call("play", "{\"track\": \"Für\\u0007 \\\"Elise\\\" 🎵\", \"volume\": 7}")),
            example("stop it", call("stop", "{}")),
            example(
                "stop, then play",
                new Decision.Call(
                    List.of(
                        toolCall("stop", "{}"), toolCall("play", "{\"track\": [\"a\", \"b\"]}")))),
            example("hello", new Decision.Answer("Hello!")));
    Path file = folder.resolve("rows.jsonl");

    ExampleFile.write(file, examples);

    assertThat(ExampleFile.read(file, catalog())).isEqualTo(examples);
    assertThat(ExampleFile.read(file, catalog()).getLast().provenance())
        .isEqualTo(new Provenance(file.toString(), 4));
    assertThat(Fixtures.names(folder)).containsExactly("rows.jsonl");
  }

  @Test
  void aThoughtIsKeptAndIsNoPartOfWhatMakesTwoExamplesEqual() {
    Path file =
        Fixtures.write(
            folder.resolve("rows.jsonl"),
            "{\"text\": \"x\", \"name\": \"stop\", \"arguments\": {}, \"thought\": \"It is \\\"loud\\\".\"}\n");

    List<Example> read = ExampleFile.read(file, catalog());

    assertThat(read.getFirst().thought()).contains("It is \"loud\".");
    assertThat(read).containsExactly(example("x", call("stop", "{}")));
    assertThat(read.getFirst().from(new Provenance("a", 1)).thought()).isPresent();
    assertThat(file).content().isEqualTo(ExampleFile.text(read));
  }

  @Test
  void whatWasSaidAndDecidedBeforeIsKeptInCatalogueOrder() {
    Path file =
        Fixtures.write(
            folder.resolve("rows.jsonl"),
            "{\"text\": \"louder\", \"history\": [{\"text\": \"hi\", \"answer\": \"Hello!\"},"
                + " {\"text\": \"play x\", \"name\": \"play\", \"arguments\": {\"volume\": 1, \"track\": \"x\"}}],"
                + " \"name\": \"play\", \"arguments\": {\"track\": \"x\", \"volume\": 2}}\n");

    Example read = ExampleFile.read(file, catalog()).getFirst();

    assertThat(read.said()).isEqualTo("hi\nplay x\nlouder");
    assertThat(read.request())
        .isEqualTo(
            new Request("hi")
                .then(new Decision.Answer("Hello!"), "play x")
                .then(call("play", "{\"track\": \"x\", \"volume\": 1}"), "louder"));
    assertThat(read).isNotEqualTo(example("louder", read.decision()));
    assertThat(ExampleFile.text(List.of(read)))
        .isEqualTo(
            String.join("\n", Fixtures.lines(file))
                .concat("\n")
                .replace("{\"volume\": 1, \"track\": \"x\"}", "{\"track\": \"x\", \"volume\": 1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7 -> /history: expected an array, found integer",
        "[7] -> /history/0: expected an object, found integer",
        "[{\"text\": \"x\"}] -> /history/0: exactly one of name, calls, answer",
        "[{\"text\": \"x\", \"name\": \"fly\", \"arguments\": {}}] -> history: unknown tool \"fly\"",
        "[{\"text\": \" \", \"answer\": \"x\"}] -> history: the text is blank",
      })
  void aHistoryIsCheckedToo(String row) {
    String[] parts = row.split(" -> ", 2);
    assertThatThrownBy(() ->
            read(
                "{\"text\": \"x\", \"history\": %s, \"name\": \"stop\", \"arguments\": {}}"
                    .formatted(parts[0])))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll("rows.jsonl:1: ", parts[1]);
  }

  @Test
  void argumentsAreWrittenInCatalogueOrderWithOneSpaceAfterEachSign() {
    Example example =
        example("x", call("play", "{\"volume\":1,\"track\":[\"ä\",\"b\"],\"artist\":\"c\"}"));

    assertThat(ExampleFile.text(List.of(example)))
        .isEqualTo(
            "{\"text\": \"x\", \"name\": \"play\", \"arguments\":"
                + " {\"artist\": \"c\", \"track\": [\"ä\", \"b\"], \"volume\": 1}}\n");
  }

  @Test
  void aListOfNoCallsIsTheAnswerNoTool() {
    assertThat(read("{\"text\":\"x\",\"calls\":[]}"))
        .extracting(Example::decision)
        .containsExactly(new Decision.Answer("no tool"));
  }

  @Test
  void aRowOfALogOfDecisionsIsAnExample() {
    assertThat(
            read(
                "{\"text\":\"x\",\"calls\":[{\"name\":\"stop\",\"arguments\":{}}],\"confidence\":0.5,\"milliseconds\":3}"))
        .extracting(Example::decision)
        .containsExactly(call("stop", "{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"text\":\"x\"}",
        "{\"text\":7,\"answer\":\"x\"}",
        "{\"text\":\"x\",\"answer\":7}",
        "{\"text\":\"x\",\"answer\":\"x\",\"thought\":7}",
        "{\"text\":\"x\",\"name\":\"stop\"}",
        "{\"text\":\"x\",\"name\":\"stop\",\"arguments\":\"{}\"}",
        "{\"text\":\"x\",\"name\":\"stop\",\"arguments\":{},\"answer\":\"x\"}",
        "{\"text\":\"x\",\"calls\":{}}",
        "{\"text\":\"x\",\"calls\":[7]}",
        "{\"text\":\"x\",\"calls\":[{\"name\":\"stop\"}]}",
        "{\"name\":\"stop\",\"arguments\":{}}",
      })
  void aRowOfAnotherFormIsRefusedWithItsPlace(String row) {
    assertThatThrownBy(() -> read(row))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("rows.jsonl:1");
  }

  private List<Example> read(String row) {
    return ExampleFile.read(Fixtures.write(folder.resolve("rows.jsonl"), row + "\n"), catalog());
  }
}
