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

  /// The only difference to a validator that asserts formats is that texts of a wrong format pass.
  @Test
  void formatIsAnAnnotation() {
    int agreeing = 0;
    List<TestSuite.Case> annotated = new ArrayList<>();
    for (TestSuite.Group group : TestSuite.formatGroups()) {
      Schema schema = SchemaReader.read(group.schema(), group.toString());
      assertThat(group.schema().has("format")).as(group.toString()).isTrue();
      for (TestSuite.Case test : group.cases()) {
        assertThat(schema.accepts(test.data())).as(group + " / " + test).isTrue();
        if (test.valid()) {
          agreeing++;
        } else {
          annotated.add(test);
        }
      }
    }
    System.out.printf(
        "optional/format: %d cases agree, %d texts of a wrong format pass%n",
        agreeing, annotated.size());
    assertThat(annotated).allMatch(test -> test.data().isString());
    assertThat(agreeing).isEqualTo(376);
    assertThat(annotated).hasSize(388);
  }
}
