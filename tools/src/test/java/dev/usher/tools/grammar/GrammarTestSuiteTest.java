package dev.usher.tools.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.UsherException;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.SchemaReader;
import dev.usher.tools.schema.TestSuite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The grammar of a whole value against the JSON Schema Test Suite.
class GrammarTestSuiteTest {
  private int groups;
  private int accepted;
  private int refused;
  private final List<String> wrong = new ArrayList<>();

  @Test
  void theGrammarAgreesWithEveryCaseOfEverySupportedGroup() {
    for (TestSuite.Group group : TestSuite.groups()) {
      read(group).ifPresent(schema -> compare(group, schema));
    }
    System.out.printf(
        "%d groups agree: %d texts of valid instances accepted, %d of invalid ones refused%n",
        groups, accepted, refused);
    assertThat(wrong).isEmpty();
    assertThat(groups).isGreaterThanOrEqualTo(135);
    assertThat(accepted).isGreaterThanOrEqualTo(338);
    assertThat(refused).isGreaterThanOrEqualTo(193);
  }

  private static Optional<Schema> read(TestSuite.Group group) {
    try {
      return Optional.of(SchemaReader.read(group.schema(), group.toString()));
    } catch (UsherException e) {
      return Optional.empty();
    }
  }

  private void compare(TestSuite.Group group, Schema schema) {
    groups++;
    Grammar grammar = Grammar.value(schema, KeyOrder.ANY);
    Grammar declared = Grammar.value(schema, KeyOrder.DECLARED);
    for (TestSuite.Case test : group.cases()) {
      String text = test.valid() ? written(schema, test.data()) : CanonicalJson.write(test.data());
      boolean any = !grammar.isEmpty() && RandomTexts.accepts(grammar.automaton(), text);
      boolean inOrder = !declared.isEmpty() && RandomTexts.accepts(declared.automaton(), text);
      accepted += any ? 1 : 0;
      refused += any ? 0 : 1;
      if (any != test.valid() || inOrder != test.valid()) {
        wrong.add(group + " / " + test.description());
      }
    }
  }

  private static String written(Schema schema, JsonNode value) {
    return new CanonicalWriter(CanonicalWriter.KeySorter.DECLARED).write(schema, value);
  }
}
