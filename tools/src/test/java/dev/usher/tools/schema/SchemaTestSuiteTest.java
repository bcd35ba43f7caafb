package dev.usher.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTestSuiteTest {
  @Test
  void everyGroupIsRefusedByNameOrAllItsCasesAgree() {
    int refused = 0;
    int agreeing = 0;
    int cases = 0;
    List<String> wrong = new ArrayList<>();
    for (TestSuite.Group group : TestSuite.groups()) {
      try {
        Schema schema = SchemaReader.read(group.schema(), group.toString());
        agreeing++;
        for (TestSuite.Case test : group.cases()) {
          cases++;
          if (schema.accepts(test.data()) != test.valid()) {
            wrong.add(group + " / " + test.description());
          }
        }
      } catch (UsherException e) {
        refused++;
        assertThat(e.getMessage()).startsWith(group + "#").contains("'");
      }
    }
    System.out.printf("%d groups agree (%d cases), %d refused by name%n", agreeing, cases, refused);
    assertThat(wrong).isEmpty();
    assertThat(agreeing).isEqualTo(135);
    assertThat(cases).isEqualTo(531);
    assertThat(refused).isEqualTo(298);
  }
}
