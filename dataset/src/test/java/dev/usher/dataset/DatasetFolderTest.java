package dev.usher.dataset;

import static dev.usher.dataset.Fixtures.MADE;
import static dev.usher.dataset.Fixtures.catalog;
import static dev.usher.dataset.Fixtures.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DatasetFolderTest {

  @TempDir Path folder;

  private final Splits splits =
      new Splits(
          List.of(
              play("play Abba", "Abba"), play("PLAY, Abba", "Abba"), play("start Queen", "Queen")),
          List.of(play("play Who", "Who")),
          List.of());

  @BeforeEach
  void write() {
    DatasetFolder.write(folder, catalog(), splits, MADE);
  }

  @Test
  void whatIsWrittenIsReadBackWithItsFirstOrigin() {
    DatasetFolder read = DatasetFolder.read(folder);

    assertThat(read.splits()).isEqualTo(splits);
    assertThat(read.catalog().hash()).isEqualTo(catalog().hash());
    assertThat(read.splits().train().getFirst().provenance())
        .isEqualTo(splits.train().getFirst().provenance());
    assertThat(Fixtures.names(folder))
        .containsExactly(
            "manifest.json", "test.jsonl", "tools.json", "train.jsonl", "validation.jsonl");
  }

  @Test
  void theManifestCountsAndAudits() {
    DatasetManifest manifest = DatasetFolder.read(folder).manifest();

    assertThat(manifest.tools()).containsEntry("play", new DatasetManifest.Counts(3, 1, 0));
    assertThat(manifest.files().get("train.jsonl").rows()).isEqualTo(3);
    assertThat(manifest.audit()).isEqualTo(new Audit(1, 0, 0, 1, 0));
  }

  @Test
  void whoWroteARowAndForWhichScenarioIsReadBackToo() {
    Example made = splits.train().getFirst();
    Provenance place = made.provenance();
    Splits written =
        new Splits(
            List.of(
                made.from(place.by("anna", 7)),
                splits.train().get(1),
                splits.train().get(2).from(place.by("bert"))),
            splits.validation(),
            List.of());
    DatasetFolder.write(folder, catalog(), written, MADE.written(WRITING));

    DatasetFolder read = DatasetFolder.read(folder);

    assertThat(read.splits().train())
        .extracting(Example::provenance)
        .containsExactly(place.by("anna", 7), place, place.by("bert"));
    assertThat(read.splits().validation().getFirst().provenance().author()).isEmpty();
    assertThat(read.manifest().provenance().get("train.jsonl").teachers())
        .containsExactly("anna", "bert");
    assertThat(read.manifest().provenance().get("validation.jsonl").teacher()).isEmpty();
    assertThat(read.manifest().made()).isEqualTo(MADE.written(WRITING));
    assertThat(read.manifest().made().program()).isNotBlank();
  }

  private static final ImportRecord.Writing WRITING =
      new ImportRecord.Writing(
          List.of("anna", "bert"),
          "ab",
          List.of(new ImportRecord.SourceFile("scenarios/styles.yaml", "cd", 3)),
          List.of());

  @Test
  void aManifestThatDoesNotSayWhoWroteIsStillRead() throws IOException {
    Path file = folder.resolve("manifest.json");
    ObjectNode old = JsonText.parseObject(Files.readString(file), "test").put("format", 1);
    ((ObjectNode) old.path("made")).remove(List.of("program", "writing"));
    for (JsonNode origins : old.path("provenance").values()) {
      ((ObjectNode) origins).remove(List.of("teachers", "teacher", "scenario"));
    }
    Files.writeString(file, old.toString());

    DatasetFolder read = DatasetFolder.read(folder);

    assertThat(read.splits()).isEqualTo(splits);
    assertThat(read.manifest().format()).isEqualTo(DatasetManifest.FORMAT);
    assertThat(read.manifest().made().program()).isEmpty();
    assertThat(read.manifest().made().writing()).isEmpty();
  }

  @Test
  void aManifestOfALaterFormIsRefused() throws IOException {
    Path file = folder.resolve("manifest.json");
    Files.writeString(file, Files.readString(file).replace("\"format\" : 2", "\"format\" : 3"));

    assertThatThrownBy(() -> DatasetFolder.read(folder))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll("has form 3, expected 2");
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    String first = Files.readString(folder.resolve("manifest.json"));

    DatasetFolder.write(folder, catalog(), splits, MADE);

    assertThat(folder.resolve("manifest.json")).hasContent(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools.json", "train.jsonl", "validation.jsonl", "test.jsonl"})
  void aChangedFileIsRefusedByName(String name) throws IOException {
    Files.writeString(folder.resolve(name), Files.readString(folder.resolve(name)) + "\n");

    assertThatThrownBy(() -> DatasetFolder.read(folder))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("was changed after the import");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tools.json", "train.jsonl", "validation.jsonl", "test.jsonl", "manifest.json"})
  void aMissingFileIsRefusedByName(String name) throws IOException {
    Files.delete(folder.resolve(name));

    assertThatThrownBy(() -> DatasetFolder.read(folder))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "{\"format\": 1, \"more\": 2}"})
  void anythingElseUnderTheManifestsNameIsRefused(String text) throws IOException {
    Files.writeString(folder.resolve("manifest.json"), text);

    assertThatThrownBy(() -> DatasetFolder.read(folder))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("manifest.json");
  }

  @Test
  void aTestSentenceInTrainingIsRefusedAndTheOldFolderStays() {
    Splits leaky =
        new Splits(
            List.of(play("play Abba!", "Abba")), List.of(), List.of(play("Play abba", "abba")));

    assertThatThrownBy(() -> DatasetFolder.write(folder, catalog(), leaky, MADE))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("train.jsonl:1")
        .hasMessageContaining("play Abba!");
    assertThat(DatasetFolder.read(folder).splits()).isEqualTo(splits);
  }

  @Test
  void aWriteThatWasKilledAmongItsLastMovesIsEndedByTheNextReader() throws IOException {
    Splits other = new Splits(List.of(play("play Muse", "Muse")), List.of(), List.of());
    Path elsewhere = folder.resolve("elsewhere");
    DatasetFolder.write(elsewhere, catalog(), other, MADE);
    Path next = Files.createDirectory(folder.resolve(".next"));
    for (String name : List.of("validation.jsonl", "test.jsonl", "manifest.json")) {
      Files.move(elsewhere.resolve(name), next.resolve(name));
    }
    Files.move(
        elsewhere.resolve("train.jsonl"),
        folder.resolve("train.jsonl"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThat(DatasetFolder.read(folder).splits()).isEqualTo(other);
    assertThat(next).doesNotExist();
  }

  @Test
  void aWriteThatWasKilledBeforeItsFilesWereWholeLeavesTheOldOnes() throws IOException {
    Path next = Files.createDirectory(folder.resolve(".next"));
    Files.writeString(next.resolve("train.jsonl"), "");

    assertThat(DatasetFolder.read(folder).splits()).isEqualTo(splits);
  }

  @Test
  void sentencesThatContradictEachOtherAreCounted() {
    Splits contradicting =
        new Splits(
            List.of(
                play("play Abba", "Abba"),
                Fixtures.example("play Abba", Fixtures.call("play", "{\"track\": \"Abba\"}")),
                play("play Queen", "Queen")),
            List.of(),
            List.of());

    assertThat(DatasetFolder.write(folder, catalog(), contradicting, MADE).manifest().audit())
        .isEqualTo(new Audit(0, 0, 0, 1, 2));
  }
}
