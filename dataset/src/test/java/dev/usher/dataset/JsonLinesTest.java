package dev.usher.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {

  @TempDir Path folder;

  @Test
  void rowsKnowTheirLinesAndBlankLinesAreSkipped() throws IOException {
    var rows = JsonLines.read(file("{\"a\":1}\r\n\n  \n{\"a\":2}"), "rows.jsonl");

    assertThat(rows)
        .extracting(row -> row.provenance().where())
        .containsExactly("rows.jsonl:1", "rows.jsonl:4");
    assertThat(rows.getLast().json().get("a").intValue()).isEqualTo(2);
  }

  @Test
  void aByteOrderMarkAtTheStartIsNoPartOfTheText() throws IOException {
    assertThat(JsonLines.read(file("\uFEFF{\"a\":1}\n"), "rows.jsonl")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}, {\"a\":2} | not valid JSON",
        "{\"a\":1,\"a\":2}    | not valid JSON",
        "{\"a\":1             | expected close marker for Object",
        "[1]                  | expected a JSON object, found array",
        "7                    | expected a JSON object, found integer",
        "{'a':1}              | not valid JSON",
        "{\"a\":NaN}          | not valid JSON",
      })
  void aLineThatIsNoObjectIsRefusedWithItsPlace(String line, String message) throws IOException {
    Path file = file("{\"a\":1}\n" + line + "\n");

    assertThatThrownBy(() -> JsonLines.read(file, "rows.jsonl"))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith("rows.jsonl:2")
        .hasMessageContaining(message);
  }

  @Test
  void anotherEncodingIsRefusedWithLineAndByte() throws IOException {
    Path file = folder.resolve("latin");
    Files.write(file, "{\"a\":1}\n{\"b\":\"é\"}\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> JsonLines.read(file, "latin"))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("latin:2")
        .hasMessageContaining("not UTF-8 at byte 7 of the line (0xe9)");
  }

  @Test
  void sixteenBitTextIsRefused() throws IOException {
    Path file = folder.resolve("wide");
    Files.write(file, "\uFEFF{\"a\":1}\n".getBytes(StandardCharsets.UTF_16LE));

    assertThatThrownBy(() -> JsonLines.read(file, "wide"))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("wide:1")
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aLineWithoutEndIsRefusedWithItsPlaceBeforeItFillsTheMemory() throws IOException {
    String nine = "{\"a\":123}";
    byte[] whole = (nine + "\n" + nine).getBytes(StandardCharsets.UTF_8);
    byte[] longer = (nine + "\n" + nine + " \n").getBytes(StandardCharsets.UTF_8);

    assertThat(JsonLines.rows(new ByteArrayInputStream(whole), "rows.jsonl", nine.length()))
        .hasSize(2);
    assertThatThrownBy(
            () -> JsonLines.rows(new ByteArrayInputStream(longer), "rows.jsonl", nine.length()))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("rows.jsonl:2")
        .hasMessageContaining("more than 9 bytes")
        .hasMessageContaining("a line of its own");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Path file = file("\n \n");

    assertThatThrownBy(() -> JsonLines.read(file, "rows.jsonl"))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("rows.jsonl")
        .hasMessageContaining("is empty");
  }

  @Test
  void aMissingFileIsRefused() {
    assertThatThrownBy(() -> JsonLines.read(folder.resolve("none"), "none"))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("cannot be read (NoSuchFileException)");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("rows.jsonl"), text);
  }
}
