package dev.usher.dataset.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.Fixtures;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptReaderTest {
  @TempDir private Path folder;

  private List<Prompt> read(String... rows) {
    Path file = Fixtures.write(folder.resolve("rows.jsonl"), String.join("\n", rows) + "\n");
    return new PromptReader(Fixtures.catalog()).read(file);
  }

  @Test
  void textsAreNormalisedAndNullIsNothing() {
    Prompt prompt =
        read("{\"id\": null, \"user\": \" cafe\u0301\\r\\nnow \", \"system_hint\": null}")
            .getFirst();
    assertThat(prompt.request().text()).isEqualTo("caf\u00e9\nnow");
    assertThat(prompt.id()).isEmpty();
    assertThat(prompt.systemHint()).isEqualTo(Optional.empty());
  }

  @Test
  void earlierTurnsAreReadNormalisedAndPutInCatalogueOrder() {
    Prompt prompt =
        read("{\"user\": \"louder\", \"history\": [{\"text\": \" play Abba\\r\\n\", \"name\": \"play\","
                + " \"arguments\": {\"volume\": 3, \"artist\": \"Abba\"}}]}")
            .getFirst();
    assertThat(prompt.request())
        .isEqualTo(
            new Request(
                List.of(
                    new Request.Turn(
                        "play Abba",
                        Fixtures.call("play", "{\"artist\": \"Abba\", \"volume\": 3}"))),
                "louder"));
    assertThat(prompt.json().toString()).contains("{\"artist\":\"Abba\",\"volume\":3}");
    assertThat(read("{\"user\": \"louder\", \"history\": null}").getFirst().request().history())
        .isEmpty();
  }

  @Test
  void aRowThatRepeatsAnEarlierOneIsReadOnce() {
    assertThat(
            read(
                "{\"text\": \"stop\"}",
                "{\"user\": \"stop \"}",
                "{\"id\": 1, \"text\": \"stop\"}",
                "{\"id\": 1, \"text\": \"stop\"}",
                "{\"id\": \"1\", \"text\": \"stop\"}"))
        .hasSize(3);
  }

  @Test
  void whatALabelDependsOnChangesTheKey() {
    List<Prompt> prompts =
        read(
            "{\"text\": \"stop\"}",
            "{\"text\": \"stop it\"}",
            "{\"text\": \"stop\", \"system_hint\": \"x\"}",
            "{\"text\": \"stop\", \"requires_json\": true}",
            "{\"text\": \"stop\", \"tool_schema\": {\"name\": \"stop\"}}",
            "{\"text\": \"stop\", \"history\": [{\"text\": \"hi\", \"answer\": \"Hello!\"}]}",
            "{\"text\": \"stop\", \"history\": [{\"text\": \"hi\", \"answer\": \"Hey!\"}]}");
    assertThat(prompts.stream().map(Prompt::key).distinct()).hasSize(7);
    assertThat(read("{\"id\": 5, \"text\": \"stop\"}").getFirst().key())
        .isEqualTo(prompts.getFirst().key());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                         | expected the sentence in \"user\"",
        "{\"user\": \"a\", \"text\": \"a\"}         | has both",
        "{\"user\": 7}                              | \"user\" must be a string, found integer",
        "{\"text\": \" \\n\"}                       | \"text\" is blank",
        "{\"text\": \"a\", \"id\": 1.5}             | \"id\" must be a string or a whole number",
        "{\"text\": \"a\", \"requires_json\": 1}    | must be true or false, found integer",
        "{\"text\": \"a\", \"system_hint\": []}     | must be a string, found array",
        "{\"text\": \"a\", \"tool_schema\": []}     | has no tools",
        "{\"text\": \"a\", \"tool_schema\": [{}]}   | name",
        "{\"text\": \"a\", \"history\": 7}         | /history: expected an array",
        "{\"text\": \"a\", \"history\": [{\"text\": \"b\"}]} | /history/0: exactly one of name",
        "{\"text\": \"a\", \"history\": [{\"text\": \" \", \"answer\": \"b\"}]} | the text is blank",
        "{\"text\": \"a\", \"history\": [{\"text\": \"b\", \"name\": \"halt\", \"arguments\": {}}]} | unknown tool \"halt\"",
        "{\"text\": \"a\"                           | not valid JSON",
        "{\"id\": 1, \"text\": \"two\"}             | has the id of",
      })
  void anOddRowIsRefusedWithItsPlace(String row, String message) {
    assertThatThrownBy(() -> read("{\"id\": 1, \"text\": \"one\"}", row))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("rows.jsonl:2")
        .hasMessageContaining(message);
  }
}
