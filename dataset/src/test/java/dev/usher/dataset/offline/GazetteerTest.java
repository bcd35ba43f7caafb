package dev.usher.dataset.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GazetteerTest {
  private final Random random = new Random(42);

  private String fill(String template) {
    Gazetteer gazetteer =
        Gazetteer.of(
            Map.of("word", List.of("red fox"), "pair", List.of("{word} and {word}")), "test");
    return gazetteer.fill(template, random, new HashMap<>());
  }

  @Test
  void symbolsBecomeText() {
    assertThat(fill("a {pair}!")).isEqualTo("a red fox and red fox!");
    assertThat(fill("{word^}")).isEqualTo("Red Fox");
    assertThat(fill("{word_}")).isEqualTo("redfox");
    assertThat(fill("{WORD}")).isEqualTo("RED FOX");
    assertThat(fill("{7-7}")).isEqualTo("7");
    assertThat(fill("{n=1-999999} {n}")).matches("(\\d+) \\1");
  }

  @Test
  void everySymbolOfTheStandardOneHasValues() {
    Gazetteer gazetteer = Gazetteer.standard();
    for (String symbol : Words.read("gazetteer.yaml").keySet()) {
      for (int i = 0; i < 50; i++) {
        assertThat(gazetteer.value(symbol, random)).as(symbol).isNotBlank().doesNotContain("{");
      }
    }
  }

  @Test
  void theRealNamesArePlausible() {
    Map<String, List<String>> names = RealNames.symbols();
    assertThat(names.get("city"))
        .contains("Oslo", "New York", "Port-au-Prince")
        .hasSizeGreaterThan(250);
    assertThat(names.get("country")).contains("Norway").hasSizeGreaterThan(150);
    assertThat(names.get("currency")).contains("Swiss Franc").hasSizeGreaterThan(80);
    assertThat(names.get("month")).hasSize(12);
  }

  @Test
  void aMistakeIsNamed() {
    refuses(Map.of("a", List.of("{b}")), "'a' uses 'b'");
    refuses(Map.of("a", List.of("{b}"), "b", List.of("x {a}")), "contains itself");
  }

  private static void refuses(Map<String, List<String>> rules, String message) {
    assertThatThrownBy(() -> Gazetteer.of(rules, "test"))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(message);
  }
}
