package dev.usher.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BundledExampleTest {

  @Test
  void theBundledExampleIsWholeAndBigEnough() {
    DatasetFolder data = DatasetFolder.read(Path.of("../examples/assistant"));

    assertThat(data.splits().train()).hasSize(3000);
    assertThat(data.splits().validation()).hasSize(700);
    assertThat(data.splits().test()).hasSize(700);
    assertThat(data.catalog().tools()).hasSize(7);
    assertThat(data.manifest().made().dropped()).hasSize(84);
  }

  @Test
  void itsReportIsReadable() {
    String report = DatasetReport.of(DatasetFolder.read(Path.of("../examples/assistant")));

    assertThat(report.lines())
        .contains(
            "                          train validation     test",
            "get_weather                 437        100      104",
            "all                        3000        700      700",
            "left out: 64, also stands in test",
            "left out: 20, also stands in validation",
            "test rows whose template also stands in training: 297",
            "note: 3000 of 13000 training examples drawn, each tool keeping its share, seed 42");
  }
}
