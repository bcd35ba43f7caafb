package dev.usher.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.file.Sha256;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /// The two files as the converter of the published split wrote them.
  @ParameterizedTest
  @CsvSource({
    "validation.jsonl, bef189ac6cf54b9ce1ed9cc59cfe6dc584c1392ea4a486511b0d25cc1c135b38",
    "test.jsonl, 8be84030f08372046b488c23085f377b5e258b1a7e869b33c5a22fb9f4192765"
  })
  void itsHeldOutSidesAreThePublishedOnes(String file, String sha256) {
    assertThat(Sha256.of(Path.of("../examples/assistant", file))).isEqualTo(sha256);
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
