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
}
