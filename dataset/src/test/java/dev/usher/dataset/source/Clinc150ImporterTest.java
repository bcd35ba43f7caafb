package dev.usher.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.Fixtures;
import dev.usher.tools.Decision;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Clinc150ImporterTest {

  private static final String DATA =
      """
      {
        "oos_val": [["who won", "oos"]],
        "val": [["when is my bill due", "bill_due"]],
        "train": [
          ["my bill, when is it due", "bill_due"],
          ["flip a coin", "flip_coin"],
          ["Flip the coin!", "flip_coin"]
        ],
        "oos_test": [["why", "oos"]],
        "test": [["flip the coin", "flip_coin"]],
        "oos_train": [["how so", "oos"]]
      }
      """;

  @TempDir Path folder;

  @Test
  void intentsAreToolsWithoutArgumentsAndOutOfScopeCallsNothing() {
    Fixtures.write(folder.resolve("data_full.json"), DATA);

    DatasetFolder data = imported(folder);

    assertThat(Fixtures.lines(folder.resolve("out/train.jsonl")))
        .containsExactly(
            "{\"text\": \"my bill, when is it due\", \"name\": \"bill_due\", \"arguments\": {}}",
            "{\"text\": \"flip a coin\", \"name\": \"flip_coin\", \"arguments\": {}}",
            "{\"text\": \"how so\", \"answer\": \"no tool\"}");
    assertThat(data.splits().validation()).hasSize(2);
    assertThat(data.splits().test())
        .extracting(Example::decision)
        .contains(new Decision.Answer("no tool"));
    assertThat(data.catalog().tools())
        .extracting(tool -> tool.name() + ": " + tool.description())
        .containsExactly("bill_due: Bill due", "flip_coin: Flip coin");
  }

  @Test
  void aTrainingSentenceThatStandsInTestIsDropped() {
    Fixtures.write(folder.resolve("data_full.json"), DATA);

    assertThat(imported(folder).manifest().made().dropped())
        .extracting(each -> each.where() + " " + each.why())
        .containsExactly("data_full.json:7 also stands in test, data_full.json:10");
  }

  @Test
  void domainsStandInTheDescriptions() {
    Fixtures.write(folder.resolve("data_full.json"), DATA);
    Fixtures.write(folder.resolve("domains.json"), "{\"credit_cards\": [\"bill_due\"]}");

    assertThat(imported(folder).catalog().find("bill_due").orElseThrow().description())
        .isEqualTo("Credit cards: Bill due");
  }

  @Test
  void aFileOfAnyNameIsASource() {
    Path file = Fixtures.write(folder.resolve("small.json"), DATA);

    assertThat(imported(file).splits().train()).hasSize(3);
  }

  @Test
  void anotherFormIsRefusedWithItsLine() {
    assertRefused("{\n\"train\": [[\"x\"]]}", "data_full.json:2");
    assertRefused("{\"extra\": [\n[\"x\", \"y\"]]}", "data_full.json:2");
    assertRefused("{\"train\": {}}", "data_full.json:1");
    assertRefused("{\"train\": [[\"x\", \"a b\"]]}", "a b");
  }

  private void assertRefused(String text, String part) {
    Fixtures.write(folder.resolve("data_full.json"), text);
    assertThatThrownBy(() -> imported(folder))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(part);
  }

  @Test
  void aFolderWithoutDataIsRefused() {
    assertThatThrownBy(() -> imported(folder))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("has no data_full.json");
  }

  private DatasetFolder imported(Path source) {
    return DatasetImport.run(
        SourceFormat.CLINC150, source, folder.resolve("out"), ImportOptions.DEFAULT);
  }
}
