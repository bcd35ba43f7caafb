package dev.usher.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void theFirstColumnStandsLeftTheOthersRightAndLettersCountNotChars() {
    Table table = new Table().row("", "train").row("stop", "1").row("𝄞é", "1,000,000", "");
    assertThat(table)
        .hasToString(
            """
                        train
              stop          1
              𝄞é    1,000,000
            """);
  }

  @Test
  void noRowsAreNothing() {
    assertThat(new Table()).hasToString("");
  }
}
