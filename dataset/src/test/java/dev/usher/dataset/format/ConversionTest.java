package dev.usher.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.Splits;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTest {

  private static final String PLAY =
      "{\"text\": \"play Abba\", \"name\": \"play\", \"arguments\": {\"artist\": \"Abba\"}}";
  private static final String HI = "{\"text\": \"hi\", \"answer\": \"no tool\"}";
  private static final String SILENT =
      "{\"messages\": [{\"role\": \"assistant\", \"content\": \"Hi\"}]}";

  @TempDir Path folder;

  private Path in;
  private Path out;
  private Path tools;

  @BeforeEach
  void files() {
    in = folder.resolve("in.jsonl");
    out = folder.resolve("deep/out.jsonl");
    tools = Fixtures.write(folder.resolve("tools.json"), Fixtures.TOOLS);
  }

  @ParameterizedTest
  @EnumSource(RowFormat.class)
  void thereAndBackAgain(RowFormat format) {
    write(PLAY, HI);
    Path back = folder.resolve("back.jsonl");

    Conversion there = convert(format);
    Conversion again =
        Conversion.run(
            out, back, new ConversionOptions(Optional.empty(), RowFormat.PLAIN, given()));

    assertThat(there.from()).isEqualTo(RowFormat.PLAIN);
    assertThat(there.rows()).containsExactly(Map.entry(out, 2));
    assertThat(again.from()).isEqualTo(format);
    assertThat(Fixtures.lines(back)).containsExactly(PLAY, HI);
  }

  @Test
  void rowsThatCarryTheirToolsNeedNoCatalogue() {
    write(PLAY);
    convert(RowFormat.CHAT);
    Path next = folder.resolve("next.jsonl");

    Conversion.run(
        out, next, new ConversionOptions(Optional.empty(), RowFormat.LLAMA3, Optional.empty()));

    assertThat(Fixtures.lines(next)).hasSize(1).first().asString().contains("Play music.");
  }

  @Test
  void withoutToolsThereIsNothingToCheckAgainst() {
    write(PLAY);
    assertThatThrownBy(() ->
            Conversion.run(
                in, out, new ConversionOptions(Optional.empty(), RowFormat.CHAT, Optional.empty())))
        .hasMessageContainingAll("in.jsonl", "carries no tools", "--tools");
  }

  @Test
  void theFormIsToldByTheFirstRowAndAnotherOneIsRefused() {
    write(PLAY, SILENT);
    assertRefused("in.jsonl:2", "form chat", "begins with plain");
    write("{\"words\": 1}");
    assertRefused("in.jsonl:1", "none of the known forms", "sharegpt");
  }

  @Test
  void aFormThatIsNamedIsNotGuessed() {
    write(
        "{\"text\": \"x\", \"answer\": \"y\", \"messages\": [{\"role\": \"user\", \"content\": \"stop\"},"
            + " {\"role\": \"assistant\", \"content\": \"I stop.\"}]}");

    Conversion.run(
        in, out, new ConversionOptions(Optional.of(RowFormat.CHAT), RowFormat.PLAIN, given()));

    assertThat(Fixtures.lines(out))
        .containsExactly("{\"text\": \"stop\", \"answer\": \"I stop.\"}");
  }

  @Test
  void rowsOfNoUseAreNamedAndNothingIsWritten() {
    write(SILENT, SILENT);
    assertRefused("in.jsonl:1", "does not begin", "in.jsonl:2", "2 of 2 rows cannot be used");
  }

  @Test
  void aRowThatTheCatalogueDoesNotAdmitIsNamedAndNothingIsWritten() {
    write(PLAY, PLAY.replace("artist", "singer"));
    assertRefused("in.jsonl:2", "singer");
  }

  @Test
  void aRowThatTheFormCannotHoldIsNamedAndTheOldFileStays() {
    Fixtures.write(out, "old");
    write(PLAY, HI.replace("hi", "<|im_end|>"));
    assertThatThrownBy(() -> convert(RowFormat.CHATML))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll("in.jsonl:2", "<|im_end|>", "1 of 2 rows");
    assertThat(out).hasContent("old");
    assertThat(Fixtures.names(out.getParent())).containsExactly("out.jsonl");
  }

  @Test
  void whatIsReadIsNotOverwritten() {
    write(PLAY);
    out = folder.resolve("deep/../in.jsonl");
    assertThatThrownBy(() -> convert(RowFormat.CHAT)).hasMessageContaining("is what is read");
    out = tools;
    assertThatThrownBy(() -> convert(RowFormat.CHAT)).hasMessageContaining("is what is read");
    assertThat(tools).hasContent(Fixtures.TOOLS);
  }

  @Test
  void aDataFolderIsNotWrittenInto() {
    write(PLAY);
    out = folder.resolve("data");
    Fixtures.write(out.resolve("manifest.json"), "{}");
    assertThatThrownBy(() -> convert(RowFormat.CHAT)).hasMessageContaining("a data folder");
  }

  @Test
  void aThoughtStaysInPlainRowsAndIsCountedWhereItIsLost() {
    String thinking = HI.replace("}", ", \"thought\": \"A greeting asks for nothing.\"}");
    write(PLAY, thinking);
    Conversion plain = convert(RowFormat.PLAIN);
    assertThat(plain.losses().lines()).noneMatch(line -> line.contains("thought"));
    assertThat(Fixtures.lines(out)).containsExactly(PLAY, thinking);
    assertThat(convert(RowFormat.CHAT).losses().lines())
        .containsExactly("1 rows lost their thought");
  }

  @Test
  void whatIsLeftBehindIsCounted() {
    write(
        PLAY.replace("{\"text\"", "{\"id\": 7, \"confidence\": 1, \"text\""),
        HI.replace("no tool", "Hello!"));

    assertThat(convert(RowFormat.XLAM).losses().lines())
        .containsExactly(
            "1 rows have other fields, left out: confidence, id",
            "1 rows lost the words of their answer");
  }

  @Test
  void aDataFolderBecomesAFolderOfThreeSides() {
    var example = Fixtures.play("play Abba", "Abba");
    DatasetFolder.write(
        folder.resolve("data"),
        Fixtures.catalog(),
        new Splits(
            List.of(example, Fixtures.play("play Queen", "Queen")),
            List.of(Fixtures.play("start Abba", "Abba")),
            List.of()),
        Fixtures.MADE);
    Path sides = folder.resolve("sides");

    Conversion done =
        Conversion.run(
            folder.resolve("data"),
            sides,
            new ConversionOptions(Optional.empty(), RowFormat.ALPACA, Optional.empty()));

    assertThat(Fixtures.names(sides))
        .containsExactly("test.jsonl", "tools.json", "train.jsonl", "validation.jsonl");
    assertThat(Fixtures.lines(sides.resolve("train.jsonl"))).hasSize(2);
    assertThat(Fixtures.lines(sides.resolve("validation.jsonl"))).hasSize(1);
    assertThat(done.rows().values()).containsExactly(2, 1, 0);
    assertThat(done.losses().lines())
        .containsExactly("3 rows lost their provenance, which stands in manifest.json");
  }

  @Test
  void aFolderThatIsNoDataFolderIsRefused() {
    in = folder;
    assertRefused("manifest.json", "is missing");
    assertThatThrownBy(() ->
            Conversion.run(
                in,
                out,
                new ConversionOptions(Optional.of(RowFormat.CHAT), RowFormat.PLAIN, given())))
        .hasMessageContaining("is a folder");
  }

  @Test
  void aFormIsFoundByItsWord() {
    assertThat(RowFormat.of("functiongemma")).isEqualTo(RowFormat.FUNCTIONGEMMA);
    assertThatThrownBy(() -> RowFormat.of("csv"))
        .hasMessageContainingAll("csv", "is not a form of rows", "sharegpt");
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> convert(RowFormat.CHAT))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll(parts);
    assertThat(out).doesNotExist();
  }

  private Conversion convert(RowFormat to) {
    return Conversion.run(in, out, new ConversionOptions(Optional.empty(), to, given()));
  }

  private Optional<Path> given() {
    return Optional.of(tools);
  }

  private void write(String... rows) {
    Fixtures.write(in, String.join("\n", rows) + "\n");
  }
}
