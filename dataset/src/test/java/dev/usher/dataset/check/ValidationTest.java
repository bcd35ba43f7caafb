package dev.usher.dataset.check;

import static dev.usher.dataset.Fixtures.MADE;
import static dev.usher.dataset.Fixtures.catalog;
import static dev.usher.dataset.Fixtures.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Splits;
import dev.usher.tools.UsherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
  @TempDir private Path folder;

  private DatasetFolder data(Splits splits) {
    return DatasetFolder.write(folder, catalog(), splits, MADE);
  }

  private static Validation validation(DatasetFolder data) {
    return Validation.of(data.catalog(), data.splits());
  }

  private static DatasetFolder mend(DatasetFolder data) {
    Validation.Mended mended = validation(data).mended(data.path());
    assertThat(mended.validation().screening().faults()).isEmpty();
    return DatasetFolder.write(
        data.path(),
        data.catalog(),
        mended.validation().splits(),
        mended.record(data.manifest().made()));
  }

  @Test
  void rowsAreNamedByFileAndLineAndTheTestSideStays() {
    DatasetFolder data =
        data(
            new Splits(
                List.of(
                    play("some Queen would be nice now", "Queen"),
                    play("please put on Abba for me", "Abba")),
                List.of(),
                List.of(play("please put on Muse for me", "Muse"))));

    Validation validation = validation(data);

    assertThat(validation.screening().faults())
        .singleElement()
        .satisfies(fault -> {
          assertThat(fault.rule()).isEqualTo("leakage");
          assertThat(validation.rows().get(fault.row()).provenance().where())
              .isEqualTo("train.jsonl:2");
        });
    DatasetFolder mended = mend(data);
    assertThat(mended.splits().test()).hasSize(1);
    assertThat(mended.splits().train()).hasSize(1);
    assertThat(DatasetFolder.read(folder).manifest().made().dropped())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.why()).startsWith("leakage, ");
          assertThat(each.text()).isEqualTo("please put on Abba for me");
        });
  }

  @Test
  void gapsAreOfTheTrainingSide() {
    DatasetFolder data =
        data(new Splits(List.of(play("put on Abba", "Abba")), List.of(), List.of()));
    assertThat(validation(data).gaps())
        .extracting(Gap::reason)
        .anyMatch(gap -> gap.contains("no row calls stop"));
  }

  @Test
  void whatIsMendedStaysAsItIs() throws Exception {
    DatasetFolder data =
        data(
            new Splits(
                List.of(play("put on Abba", "Abba"), play("Put on ABBA!", "Abba")),
                List.of(),
                List.of()));
    mend(data);
    String first = Files.readString(folder.resolve("manifest.json"));
    DatasetFolder again = mend(DatasetFolder.read(folder));
    assertThat(again.splits().train()).hasSize(1);
    assertThat(folder.resolve("manifest.json")).hasContent(first);
  }

  @Test
  void aSetOfWhichNothingWouldBeLeftIsRefusedAndStays() {
    DatasetFolder data =
        data(new Splits(List.of(play("{{name}} Abba", "Abba")), List.of(), List.of()));
    assertThatThrownBy(() -> mend(data))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("train.jsonl", "nothing would be left");
    assertThat(DatasetFolder.read(folder).splits().train()).hasSize(1);
  }
}
