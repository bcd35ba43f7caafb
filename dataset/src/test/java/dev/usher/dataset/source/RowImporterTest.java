package dev.usher.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Fixtures;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowImporterTest {

  private static final String PLAY_TOOL =
      "{\"type\":\"function\",\"function\":{\"name\":\"play\",\"description\":\"Play.\",\"parameters\":"
          + "{\"type\":\"object\",\"properties\":{\"artist\":{\"type\":\"string\"}}}}}";
  private static final String STOP_FUNCTION =
      "{\"name\":\"stop\",\"description\":\"Stop.\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}";

  @TempDir Path folder;

  @Test
  void argumentsMayBeAStringOrAnObject() {
    rows(
        conversation("play Abba", call("play", "\"{\\\"artist\\\": \\\"Abba\\\"}\"")),
        conversation("play Queen", call("play", "{\"artist\": \"Queen\"}")),
        conversation("stop", call("stop", "\"\"")));
    tools();

    assertThat(train())
        .containsExactly(
            "{\"text\": \"play Abba\", \"name\": \"play\", \"arguments\": {\"artist\": \"Abba\"}}",
            "{\"text\": \"play Queen\", \"name\": \"play\", \"arguments\": {\"artist\": \"Queen\"}}",
            "{\"text\": \"stop\", \"name\": \"stop\", \"arguments\": {}}");
  }

  @Test
  void severalCallsStayInOrderAndNoCallIsAnAnswer() {
    rows(
        conversation("stop and play", call("stop", "{}") + "," + call("play", "{}")),
        "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"Hello!\"}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"halt\"},{\"role\":\"assistant\",\"content\":null,"
            + "\"function_call\":{\"name\":\"stop\",\"arguments\":\"{}\"}}]}");
    tools();

    assertThat(train())
        .containsExactly(
            "{\"text\": \"stop and play\", \"calls\": [{\"name\": \"stop\", \"arguments\": {}},"
                + " {\"name\": \"play\", \"arguments\": {}}]}",
            "{\"text\": \"hi\", \"answer\": \"Hello!\"}",
            "{\"text\": \"halt\", \"name\": \"stop\", \"arguments\": {}}");
  }

  @Test
  void theCatalogueIsTheUnionOfTheToolsThatRowsCarry() {
    rows(
        withTools(conversation("play Abba", call("play", "{}")), "tools", PLAY_TOOL),
        withTools(conversation("start Abba", call("play", "{}")), "tools", PLAY_TOOL),
        withTools(conversation("stop", call("stop", "{}")), "functions", STOP_FUNCTION));

    DatasetFolder data = imported();

    assertThat(data.catalog().tools())
        .extracting(tool -> tool.name())
        .containsExactly("play", "stop");
    assertThat(data.manifest().made().catalogue()).isEqualTo("the tools that the rows carry");
  }

  @Test
  void twoDefinitionsOfOneToolAreRefusedWithBothPlaces() {
    rows(
        withTools(conversation("play Abba", call("play", "{}")), "tools", PLAY_TOOL),
        withTools(
            conversation("play Abba", call("play", "{}")),
            "tools",
            PLAY_TOOL.replace("Play.", "Sing.")));

    assertRefused("rows.jsonl:2", "rows.jsonl:1", "play");

    tools();
    assertThat(imported().splits().train()).hasSize(2);
  }

  @Test
  void withoutAnyToolsTheCatalogueIsInferred() {
    rows(conversation("play Abba", call("play", "{\"artist\": \"Abba\"}")));

    assertThat(imported().manifest().made().catalogue()).isEqualTo("inferred from the rows");
  }

  @Test
  void systemMessagesAndLaterWordsAreLeftOutAndCounted() {
    rows(
        "{\"messages\":[{\"role\":\"system\",\"content\":\"Be good.\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"stop\"}]},"
            + "{\"role\":\"assistant\",\"tool_calls\":["
            + call("stop", "{}")
            + "]},"
            + "{\"role\":\"tool\",\"content\":\"ok\"},{\"role\":\"assistant\",\"content\":\"Done.\"}]}");
    tools();

    assertThat(train())
        .containsExactly("{\"text\": \"stop\", \"name\": \"stop\", \"arguments\": {}}");
    assertThat(imported().manifest().made().notes())
        .contains(
            "1 rows have a system message; it was left out",
            "1 rows have more than requests and first replies; it was left out");
  }

  @Test
  void conversationsWithoutAUsableTurnAreDroppedAndListed() {
    rows(
        conversation("stop", call("stop", "{}")),
        "{\"messages\":[{\"role\":\"assistant\",\"content\":\"Hi\"},{\"role\":\"user\",\"content\":\"stop\"}]}",
        "{\"messages\":[]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]},{\"role\":\"assistant\",\"content\":\"x\"}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":null}]}");
    tools();

    assertThat(imported().manifest().made().dropped())
        .extracting(each -> each.where())
        .containsExactly("rows.jsonl:2", "rows.jsonl:3", "rows.jsonl:4", "rows.jsonl:5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | expected {\"messages\"",
        "{\"messages\":7} | expected {\"messages\"",
        "{\"messages\":[{\"content\":\"x\"}]} | /messages/0/role",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"tool_calls\":{}}]} | /messages/1/tool_calls",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"stop\"}}]}]} | /tool_calls/0/function/arguments",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"stop\",\"arguments\":\"{\"}}]}]} | not valid JSON",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"arguments\":\"{}\"}}]}]} | /function/name",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"halt\",\"arguments\":\"{}\"}}]}]} | unknown tool",
      })
  void aMalformedRowIsRefusedWithItsPlace(String row, String message) {
    rows(conversation("stop", call("stop", "{}")), row);
    tools();

    assertRefused("rows.jsonl:2", message);
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(this::imported)
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll(parts);
  }

  private List<String> train() {
    imported();
    return Fixtures.lines(folder.resolve("out/train.jsonl"));
  }

  private DatasetFolder imported() {
    ImportOptions all = new ImportOptions(42, 0, 0, OptionalInt.empty(), Optional.empty());
    return DatasetImport.run(
        SourceFormat.CHAT, folder.resolve("source"), folder.resolve("out"), all);
  }

  private void rows(String... rows) {
    Fixtures.write(folder.resolve("source/rows.jsonl"), String.join("\n", rows) + "\n");
  }

  private void tools() {
    Fixtures.write(folder.resolve("source/tools.json"), Fixtures.TOOLS);
  }

  private static String conversation(String text, String calls) {
    return "{\"messages\":[{\"role\":\"user\",\"content\":\""
        + text
        + "\"},"
        + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
        + calls
        + "]}]}";
  }

  private static String call(String name, String arguments) {
    return "{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\""
        + name
        + "\",\"arguments\":"
        + arguments
        + "}}";
  }

  private static String withTools(String row, String field, String tool) {
    return row.substring(0, row.length() - 1) + ",\"" + field + "\":[" + tool + "]}";
  }
}
