package dev.usher.dataset.card;

import static dev.usher.dataset.Fixtures.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.Splits;
import dev.usher.dataset.generate.Generation;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.generate.RowWriter;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.profile.DatasetProfile;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class DatasetCardTest {

  @TempDir private Path folder;

  private DatasetFolder imported(List<Example> test) {
    ImportRecord made =
        new ImportRecord(
            "plain",
            7,
            OptionalInt.empty(),
            "given: tools_v2.json",
            "made",
            "made",
            List.of(new ImportRecord.SourceFile("rows.jsonl", "ab", 3)),
            List.of(new Dropped("rows.jsonl:9", "secret, has a key", "sk-very-secret")),
            List.of("the source says *nothing*"));
    Splits splits = new Splits(List.of(play("play Abba", "Abba")), List.of(), test);
    return DatasetFolder.write(folder.resolve("data"), Fixtures.catalog(), splits, made);
  }

  private static String card(DatasetFolder data, String... license) {
    return DatasetCard.of(
        data,
        DatasetProfile.of(data),
        Optional.of(license).filter(l -> l.length > 0).map(l -> new License(l[0])));
  }

  private static JsonNode front(String card) {
    assertThat(card).startsWith("---\n");
    return new YAMLMapper().readTree(card.substring(4, card.indexOf("\n---\n", 4)));
  }

  @Test
  void theFrontMatterNamesLicenceTaskSizeAndTheFileOfEachSplit() {
    JsonNode front = front(card(imported(List.of(play("start Queen", "Queen"))), "cc0-1.0"));
    assertThat(front.path("license").asString()).isEqualTo("cc0-1.0");
    assertThat(front.at("/task_categories/0").asString()).isEqualTo("text-generation");
    assertThat(front.at("/size_categories/0").asString()).isEqualTo("n<1K");
    assertThat(front.at("/configs/0/config_name").asString()).isEqualTo("default");
    assertThat(front.at("/configs/0/data_files").toString())
        .isEqualTo(
            """
            [{"split":"train","path":"train.jsonl"},{"split":"test","path":"test.jsonl"}]\
            """);
  }

  @Test
  void whatNobodySaidIsNotClaimed() {
    JsonNode front = front(card(imported(List.of())));
    assertThat(front.has("license")).isFalse();
    assertThat(front.has("language")).isFalse();
    assertThat(front.path("tags").toString()).doesNotContain("synthetic");
  }

  @Test
  void figuresAreThoseOfTheDataSetAndOthersTextIsText() {
    DatasetFolder data = imported(List.of(play("start Queen", "Queen")));
    assertThat(card(data))
        .contains(
            "\n2 sentences",
            "| play | 1 | 0 | 1 | 2 |",
            "| play.artist | no | 2 | 0 |",
            "| secret | 1 |",
            "66.7 % of the judged rows were kept",
            "- Catalogue: given: tools\\_v2.json",
            "- the source says \\*nothing\\*",
            "- 1 tools of the catalogue that no row calls",
            data.manifest().files().get("train.jsonl").sha256())
        .doesNotContain("sk-very-secret", "## Scenarios", "\n\n\n");
  }

  @Test
  void aGeneratedSetSaysSoAndNamesTeacherLanguageAndScenarios() {
    Workspace workspace = new Workspace(folder.resolve("work"));
    workspace.start(Fixtures.catalog());
    Path log = Generation.run(workspace, RowWriter.offline(workspace), 200, 42, (_, _) -> {}).log();
    String card = card(Harvest.of(workspace, log, 200, 42).folder());
    assertThat(front(card).at("/language/0").asString()).isEqualTo("en");
    assertThat(front(card).path("tags").toString()).contains("synthetic");
    assertThat(card)
        .contains("Rows written by `offline`", "## Scenarios", "| persona | 40 |", "No person said")
        .doesNotContain(folder.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "0, n<1K",
    "999, n<1K",
    "1000, 1K<n<10K",
    "9999, 1K<n<10K",
    "10000, 10K<n<100K",
    "123456, 100K<n<1M",
    "1000000, 1M<n<10M",
    "2000000000, 1B<n<10B"
  })
  void sizesAreTheHubsWords(int rows, String words) {
    assertThat(FrontMatter.size(rows)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CC0", "cc0 1.0", "mit\nlanguage: xx", "-mit"})
  void aLicenceThatIsNoIdentifierIsRefused(String id) {
    assertThatThrownBy(() -> new License(id))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("apache-2.0");
  }
}
