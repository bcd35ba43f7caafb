package dev.usher.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.JsonText;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is the same for every form, shown with plain rows.
class DatasetImportTest {

  @TempDir Path folder;

  private Path source;
  private Path out;

  @BeforeEach
  void folders() {
    source = folder.resolve("source");
    out = folder.resolve("out");
  }

  @Test
  void splitFilesAndCatalogueOfTheSourceAreUsed() {
    tools();
    write("train.jsonl", row("play Abba", "Abba"), row("play Queen", "Queen"));
    write("valid.jsonl", row("start Abba", "Abba"));
    write("test.jsonl", row("spin Abba", "Abba"));

    DatasetFolder data = imported();

    assertThat(texts(data.splits().train())).containsExactly("play Abba", "play Queen");
    assertThat(texts(data.splits().validation())).containsExactly("start Abba");
    assertThat(texts(data.splits().test())).containsExactly("spin Abba");
    assertThat(data.manifest().made().catalogue()).isEqualTo("the source's tools.json");
    assertThat(DatasetFolder.read(out).splits()).isEqualTo(data.splits());
  }

  @Test
  void aTrainingRowThatStandsOnAHeldOutSideIsDroppedAndListed() {
    tools();
    write("train.jsonl", row("play Abba", "Abba"), row("Start ABBA!", "ABBA"));
    write("validation.jsonl", row("give me Abba", "Abba"));
    write("test.jsonl", row("spin Abba", "Abba"), row("start Abba", "Abba"));

    DatasetFolder data = imported();

    assertThat(texts(data.splits().train())).containsExactly("play Abba");
    assertThat(data.manifest().made().dropped())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.where()).isEqualTo("train.jsonl:2");
          assertThat(each.why()).isEqualTo("also stands in test, test.jsonl:2");
          assertThat(each.text()).isEqualTo("Start ABBA!");
        });
  }

  @Test
  void templatesThatAPublishedSplitSharesAreCountedAndKept() {
    tools();
    write("train.jsonl", row("play Abba", "Abba"));
    write("validation.jsonl", row("give me Abba", "Abba"));
    write("test.jsonl", row("play Queen", "Queen"));

    assertThat(imported().manifest().audit().testTemplatesInTrain()).isEqualTo(1);
  }

  @Test
  void nothingIsLeftToLearnFromWhenAllIsHeldOut() {
    write("train.jsonl", row("play Abba", "Abba"));
    write("test.jsonl", row("play Abba", "Abba"));

    assertRefused("leaves nothing to learn from");
  }

  @Test
  void aMissingSideIsMadeOutOfTraining() {
    tools();
    write("train.jsonl", different(100));
    write("test.jsonl", row("spin Abba", "Abba"));

    DatasetFolder data = imported();

    assertThat(data.splits().validation()).hasSize(10);
    assertThat(data.splits().train()).hasSize(90);
    assertThat(data.splits().test()).hasSize(1);
    assertThat(data.manifest().made().validation())
        .isEqualTo("made: a share of 0.1 of each tool's examples, whole groups, seed 42");
  }

  @Test
  void aFileIsSplitAndTheCatalogueBesideItIsUsed() {
    tools();
    write("rows.jsonl", different(100));
    write("test.jsonl", row("spin Abba", "Abba"));
    source = source.resolve("rows.jsonl");

    DatasetFolder data = imported();

    assertThat(data.splits().test()).hasSize(10);
    assertThat(data.splits().validation()).hasSize(10);
    assertThat(data.manifest().made().sources())
        .extracting(each -> each.file())
        .containsExactly("rows.jsonl", "tools.json");
  }

  @Test
  void allFilesOfAFolderWithoutTrainJsonlAreTraining() {
    tools();
    write("a.jsonl", row("play Abba", "Abba"));
    write("deep/b.jsonl", row("start Abba", "Abba"));
    write("validation.jsonl", row("give me Abba", "Abba"));
    write("test.jsonl", row("spin Abba", "Abba"));

    assertThat(texts(imported().splits().train())).containsExactly("play Abba", "start Abba");
  }

  @Test
  void aFileThatIsLeftAloneIsNoted() {
    tools();
    write("train.jsonl", row("play Abba", "Abba"));
    write("more.jsonl", row("start Abba", "Abba"));

    assertThat(imported().manifest().made().notes())
        .contains("more.jsonl was not read: train.jsonl is the training side");
  }

  @Test
  void theManifestNamesSourcesAndFilesByHash() throws IOException {
    tools();
    write("rows.jsonl", different(20));

    DatasetFolder data = imported();

    assertThat(data.manifest().made().sources())
        .extracting(each -> each.sha256())
        .containsExactly(
            Sha256.of(source.resolve("rows.jsonl")), Sha256.of(source.resolve("tools.json")));
    for (var file : data.manifest().files().entrySet()) {
      assertThat(Sha256.of(out.resolve(file.getKey()))).isEqualTo(file.getValue().sha256());
      assertThat(Files.size(out.resolve(file.getKey()))).isEqualTo(file.getValue().bytes());
    }
  }

  @Test
  void aLimitDrawsFromTheTrainingSideAlone() {
    tools();
    write("rows.jsonl", different(100));

    DatasetFolder data = run(new ImportOptions(42, 0.1, 0.1, OptionalInt.of(30), Optional.empty()));

    assertThat(data.splits().train()).hasSize(30);
    assertThat(data.splits().test()).isEqualTo(imported().splits().test());
    assertThat(data.manifest().made().notes())
        .containsExactly("30 of 80 training examples drawn, each tool keeping its share, seed 42");
  }

  @Test
  void aCatalogueFromElsewhereMayBeGiven() {
    write("rows.jsonl", row("play Abba", "Abba"));
    Path tools = Fixtures.write(folder.resolve("mine.json"), Fixtures.TOOLS);

    DatasetFolder data =
        run(new ImportOptions(42, 0.1, 0.1, OptionalInt.empty(), Optional.of(tools)));

    assertThat(data.manifest().made().catalogue()).isEqualTo("given: mine.json");
    assertThat(data.manifest().made().sources().getFirst().file()).isEqualTo("mine.json");
  }

  @Test
  void aCatalogueIsInferredFromTypesSeen() {
    write(
        "rows.jsonl",
        "{\"text\":\"a\",\"name\":\"t\",\"arguments\":{\"s\":\"x\",\"n\":1,\"u\":\"x\",\"o\":{\"k\":true},\"e\":[]}}",
        "{\"text\":\"b\",\"name\":\"t\",\"arguments\":{\"s\":\"y\",\"n\":1.5,\"u\":[\"x\",\"y\"],\"o\":{\"z\":null}}}");

    DatasetFolder data = imported();

    assertThat(data.manifest().made().catalogue()).isEqualTo("inferred from the rows");
    assertThat(data.manifest().made().notes().getFirst()).contains("has no tools.json");
    var parameters = data.catalog().find("t").orElseThrow().parameters();
    assertThat(
            parameters.accepts(
                json("{\"s\":\"z\",\"n\":7,\"u\":[\"q\"],\"o\":{\"k\":false,\"z\":null}}")))
        .isTrue();
    assertThat(parameters.accepts(json("{}"))).isTrue();
    assertThat(parameters.accepts(json("{\"s\":7}"))).isFalse();
    assertThat(parameters.accepts(json("{\"u\":[7]}"))).isFalse();
    assertThat(parameters.accepts(json("{\"new\":\"x\"}"))).isFalse();
    assertThat(parameters.accepts(json("{\"o\":{\"new\":\"x\"}}"))).isFalse();
  }

  private static JsonNode json(String text) {
    return JsonText.parse(text, "test");
  }

  @Test
  void theSameSourceAndSeedGiveTheSameBytes() throws IOException {
    tools();
    write("rows.jsonl", different(50));
    imported();
    String first = Files.readString(out.resolve("manifest.json"));
    out = folder.resolve("other");

    imported();

    assertThat(out.resolve("manifest.json")).hasContent(first);
  }

  @Test
  void anUnknownToolStopsTheImportAndNothingIsWritten() {
    tools();
    write(
        "rows.jsonl",
        row("play Abba", "Abba"),
        "{\"text\":\"x\",\"name\":\"halt\",\"arguments\":{}}");

    assertRefused("rows.jsonl:2", "unknown tool \"halt\"");
  }

  @Test
  void anUnknownArgumentStopsTheImport() {
    tools();
    write("rows.jsonl", "{\"text\":\"x\",\"name\":\"play\",\"arguments\":{\"singer\":\"x\"}}");

    assertRefused("rows.jsonl:1", "singer");
  }

  @Test
  void aWrongEncodingStopsTheImport() throws IOException {
    tools();
    write("rows.jsonl", row("play Abba", "Abba"));
    Files.write(
        source.resolve("rows.jsonl"),
        row("play Beyoncé", "Beyoncé").getBytes(StandardCharsets.ISO_8859_1));

    assertRefused("rows.jsonl:1", "not UTF-8");
  }

  @Test
  void anEmptyFileStopsTheImport() {
    write("rows.jsonl", "");

    assertRefused("rows.jsonl", "is empty");
  }

  @Test
  void anEmptyTestSideStopsTheImport() {
    tools();
    write("train.jsonl", row("play Abba", "Abba"));
    write("test.jsonl", "");

    assertRefused("test.jsonl", "is empty");
  }

  @Test
  void aFolderWithNothingToLearnFromIsRefused() {
    write("test.jsonl", row("play Abba", "Abba"));

    assertRefused("has nothing to learn from");
  }

  @Test
  void aMissingSourceIsRefused() {
    assertRefused("source", "is neither a file nor a folder");
  }

  @Test
  void aBrokenCatalogueStopsTheImport() {
    write("rows.jsonl", row("play Abba", "Abba"));
    Fixtures.write(source.resolve("tools.json"), "{");

    assertRefused("tools.json");
  }

  @Test
  void theSourceIsNeverOverwritten() throws IOException {
    tools();
    write("train.jsonl", different(20));
    String before = Files.readString(source.resolve("train.jsonl"));
    out = source;

    assertThatThrownBy(this::imported)
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("would be overwritten");
    assertThat(source.resolve("train.jsonl")).hasContent(before);
    assertThat(Fixtures.names(source)).containsExactly("tools.json", "train.jsonl");
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(this::imported)
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll(parts);
    assertThat(out).doesNotExist();
  }

  private DatasetFolder imported() {
    return run(ImportOptions.DEFAULT);
  }

  private DatasetFolder run(ImportOptions options) {
    return DatasetImport.run(SourceFormat.PLAIN, source, out, options);
  }

  private void tools() {
    Fixtures.write(source.resolve("tools.json"), Fixtures.TOOLS);
  }

  private void write(String name, String... rows) {
    Fixtures.write(source.resolve(name), String.join("\n", rows) + "\n");
  }

  private static String row(String text, String artist) {
    return "{\"text\":\"%s\",\"name\":\"play\",\"arguments\":{\"artist\":\"%s\"}}"
        .formatted(text, artist);
  }

  private static String[] different(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> row("way " + i + " to play Abba", "Abba"))
        .toArray(String[]::new);
  }

  private static List<String> texts(List<Example> examples) {
    return examples.stream().map(Example::text).collect(Collectors.toList());
  }
}
