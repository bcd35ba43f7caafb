package dev.usher.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.JsonText;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnipsImporterTest {

  @TempDir Path folder;

  private Path source;
  private Path out;

  @BeforeEach
  void folders() {
    source = folder.resolve("source");
    out = folder.resolve("out");
  }

  @Test
  void piecesAreJoinedAndCleanedAndEntitiesBecomeArguments() {
    write(
        "GetWeather/train_GetWeather_full.json",
        "GetWeather",
        sentence("what's  ", "the weather", " in \u00a0", "city:Oslo\n", " today "));

    assertThat(imported().splits().train().stream().map(Example::text))
        .containsExactly("what's the weather in Oslo today");
  }

  @Test
  void anEntityThatOccursTwiceIsAnArrayInOrderOfOccurrence() {
    write(
        "train_GetWeather_full.json",
        "GetWeather",
        sentence(
            "weather ",
            "timeRange:on  monday ",
            " in ",
            "city:Oslo",
            " and ",
            "timeRange:at noon"));

    assertThat(lines("train.jsonl"))
        .containsExactly(
            "{\"text\": \"weather on monday in Oslo and at noon\", \"name\": \"get_weather\","
                + " \"arguments\": {\"city\": \"Oslo\", \"timeRange\": [\"on monday\", \"at noon\"]}}");
  }

  @Test
  void aFileThatIsNotUtf8IsReadAsLatin1() throws IOException {
    String json = "{\"PlayMusic\": [" + sentence("play ", "artist:Beyoncé") + "]}";
    Files.createDirectories(source);
    Files.write(
        source.resolve("train_PlayMusic_full.json"), json.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(lines("train.jsonl").getFirst()).contains("play Beyoncé");
  }

  @Test
  void rowsKnowTheLineOfTheSourceTheyStandOn() {
    Fixtures.write(
        source.resolve("a/train_PlayMusic_full.json"),
        "{\n\"PlayMusic\": [\n\n"
            + sentence("play ", "artist:Abba")
            + ",\n"
            + sentence("play it")
            + "]\n}");

    assertThat(imported().splits().train())
        .extracting(each -> each.provenance().where())
        .containsExactly("a/train_PlayMusic_full.json:4", "a/train_PlayMusic_full.json:5");
  }

  @Test
  void theSourcesOwnTestRowsLeaveTrainingAndTheirRepetitionsAreDropped() {
    write(
        "train_PlayMusic_full.json",
        "PlayMusic",
        sentence("play ", "artist:Abba"),
        sentence("play ", "artist:Abba"),
        sentence("Play ", "artist:ABBA", "!"),
        sentence("play ", "artist:Queen"),
        sentence("start ", "artist:Who"));
    write("validate_PlayMusic.json", "PlayMusic", sentence("play ", "artist:queen"));
    Fixtures.write(
        source.resolve("test.jsonl"),
        "{\"text\": \"play Abba\", \"name\": \"play_music\", \"arguments\": {\"artist\": \"Abba\"}}\n");

    DatasetFolder data = imported();

    assertThat(data.splits().train().stream().map(Example::text)).containsExactly("start Who");
    assertThat(data.splits().validation().stream().map(Example::text))
        .containsExactly("play queen");
    assertThat(data.splits().test().stream().map(Example::text)).containsExactly("play Abba");
    assertThat(data.manifest().made().dropped())
        .extracting(each -> each.where() + " " + each.why())
        .containsExactly(
            "train_PlayMusic_full.json:3 also stands in test, test.jsonl:1",
            "train_PlayMusic_full.json:4 also stands in test, test.jsonl:1",
            "train_PlayMusic_full.json:5 also stands in validation, validate_PlayMusic.json:2");
  }

  @Test
  void thePublishedTestSideIsFoundInTheTrainingFiles() throws IOException {
    List<String> sentences = published();
    write(
        "train_RateBook_full.json",
        "RateBook",
        Stream.of(
                sentences.stream().map(each -> sentence(each)),
                Stream.of(sentence(sentences.get(7) + "!"), sentence("something else")))
            .flatMap(each -> each)
            .toArray(String[]::new));

    DatasetFolder data = imported();

    assertThat(sentences).hasSize(700);
    assertThat(data.splits().test().stream().map(Example::text)).isEqualTo(sentences);
    assertThat(data.splits().train().stream().map(Example::text)).containsExactly("something else");
    assertThat(data.manifest().made().dropped()).hasSize(1);
    assertThat(data.manifest().made().test()).contains("Goo et al. 2018");
  }

  @Test
  void withoutThePublishedSentencesASplitIsMade() {
    write(
        "train_PlayMusic_full.json",
        "PlayMusic",
        Stream.of("play", "start", "spin", "give me", "I want")
            .map(verb -> sentence(verb + " ", "artist:Abba"))
            .toArray(String[]::new));

    DatasetFolder data = imported();

    assertThat(data.splits().test()).hasSize(1);
    assertThat(data.splits().validation()).hasSize(1);
    assertThat(data.manifest().made().test()).startsWith("made: ");
    assertThat(data.manifest().made().catalogue()).startsWith("the bundled catalogue");
  }

  @Test
  void anotherIntentHasItsCatalogueInferred() {
    write("train_Any_full.json", "TurnOnTVLights", sentence("lights in ", "room:the hall"));

    DatasetFolder data = imported();

    assertThat(data.catalog().tools())
        .extracting(tool -> tool.name())
        .containsExactly("turn_on_tv_lights");
    assertThat(data.manifest().made().catalogue()).isEqualTo("inferred from the rows");
  }

  @Test
  void aSingleFileIsASourceToo() {
    write("train_PlayMusic_full.json", "PlayMusic", sentence("play ", "artist:Abba"));
    source = source.resolve("train_PlayMusic_full.json");

    assertThat(imported().splits().train()).hasSize(1);
  }

  @Test
  void anotherFormIsRefusedWithItsLine() {
    Fixtures.write(
        source.resolve("train_A_full.json"), "{\"A\": [\n{\"data\": [{\"entity\": \"x\"}]}]}");
    assertRefused("train_A_full.json:2", "\"text\" must be a string");

    Fixtures.write(source.resolve("train_A_full.json"), "{\"A\": [\n7]}");
    assertRefused("train_A_full.json:2", "expected {\"data\"");

    Fixtures.write(source.resolve("train_A_full.json"), "{\"A\":\n [{\"data\"");
    assertRefused("train_A_full.json:2", "not valid JSON");

    Fixtures.write(source.resolve("train_A_full.json"), "[]");
    assertRefused("train_A_full.json:1", "expected one JSON object of lists");

    Fixtures.write(source.resolve("train_A_full.json"), "{}");
    assertRefused("train_A_full.json", "holds no sentences");

    Fixtures.write(source.resolve("train_A_full.json"), "");
    assertRefused("train_A_full.json", "is empty");
  }

  @Test
  void aFolderWithoutTrainingFilesIsRefused() {
    Fixtures.write(source.resolve("other.json"), "{}");

    assertRefused("source", "has no train_*_full.json");
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(this::imported)
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll(parts);
    assertThat(out).doesNotExist();
  }

  private DatasetFolder imported() {
    return DatasetImport.run(SourceFormat.SNIPS, source, out, ImportOptions.DEFAULT);
  }

  private List<String> lines(String name) {
    imported();
    return Fixtures.lines(out.resolve(name));
  }

  private void write(String name, String intent, String... sentences) {
    Fixtures.write(
        source.resolve(name), "{\"" + intent + "\": [\n" + String.join(",\n", sentences) + "]}");
  }

  /// A sentence of pieces; `entity:text` marks a piece with an entity.
  private static String sentence(String... pieces) {
    return Stream.of(pieces)
        .map(SnipsImporterTest::piece)
        .collect(Collectors.joining(",", "{\"data\": [", "]}"));
  }

  private static String piece(String piece) {
    var mapper = JsonText.mapper();
    var parts = piece.split("(?<=^[a-z_A-Z]{3,30}):", 2);
    var node = mapper.createObjectNode().put("text", parts[parts.length - 1]);
    return mapper.writeValueAsString(parts.length == 2 ? node.put("entity", parts[0]) : node);
  }

  private static List<String> published() throws IOException {
    try (InputStream in = SnipsImporter.class.getResourceAsStream("snips-test-sentences.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
