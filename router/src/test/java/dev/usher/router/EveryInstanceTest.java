package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.usher.model.constraint.TokenMask;
import dev.usher.model.constraint.TokenTrie;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.Decision;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.FormatOptions.ArgumentOrder;
import dev.usher.tools.FormatOptions.Kind;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The constraint takes nothing away: every instance that a schema admits can be written, whichever
/// way its text is cut into tokens.
class EveryInstanceTest {
  private static final String[] CATALOGUES = {
    """
    [{"name":"f","parameters":{"type":"object","required":["a"],"properties":{
      "a":{"type":"string","maxLength":2},
      "ab":{"type":"integer","minimum":-1,"maximum":11},
      "c d":{"type":["boolean","null"]},
      "é":{"enum":["é","é\\"","x",3,{"k":[1]}]}}}},
     {"name":"f2","parameters":{"type":"object","properties":{}}}]
    """,
    """
    [{"name":"g","parameters":{"type":"object","properties":{
      "list":{"type":"array","maxItems":2,"items":{"anyOf":[{"type":"boolean"},{"const":"t"},
        {"type":"array","maxItems":1,"items":{"type":"null"}}]}},
      "in":{"type":"object","properties":{"p":{"const":1},"q":{"type":"boolean"}},"required":["q"],
        "additionalProperties":false}}}}]
    """,
    """
    [{"name":"h","parameters":{"type":"object","required":["x","y"],"x-usher-different":["x","y"],
      "properties":{"x":{"type":"string","minLength":1,"maxLength":2},
        "y":{"type":"string","maxLength":1},
        "n":{"type":"number","minimum":-0.5,"maximum":1.5}}}},
     {"name":"p","parameters":{"type":"object","required":["path"],"properties":{
       "path":{"type":"string","x-usher-relative-path":true,"maxLength":3}}}}]
    """
  };

  @ParameterizedTest
  @ValueSource(strings = {"fragments", "smollm2"})
  void someInstancesOfEachKindCanBeWritten(String name) {
    writeAll(name, 13);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(strings = {"bytes", "fragments", "tiny", "smollm2", "gpt-2", "phi-3"})
  void everyInstanceCanBeWritten(String name) {
    writeAll(name, 1);
  }

  private static void writeAll(String name, int every) {
    Tokenizer tokenizer = ConstrainedOutputTest.tokenizer(name);
    for (String catalogue : CATALOGUES) {
      ToolCatalog catalog = ToolCatalog.parse(catalogue, "test");
      for (Kind kind : Kind.values()) {
        for (ArgumentOrder order : ArgumentOrder.values()) {
          FormatOptions options = new FormatOptions(kind, order, 1, false, false);
          DecisionFormat format = DecisionFormat.of(catalog, options);
          new Writer(format, tokenizer).writeAll(every);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 2", "2, 3"})
  void theEnumerationHoldsWhatTheSchemaAdmitsAndNothingElse(int catalogue, int fewestPerProperty) {
    ToolCatalog catalog = ToolCatalog.parse(CATALOGUES[catalogue], "test");
    catalog
        .tools()
        .forEach(tool -> {
          List<ObjectNode> instances = Instances.of(tool.parameters());
          assertThat(instances).doesNotHaveDuplicates();
          assertThat(instances).allMatch(tool.parameters()::accepts);
        });
    int all =
        catalog.tools().stream().mapToInt(tool -> Instances.of(tool.parameters()).size()).sum();
    assertThat(all).isGreaterThan(20 * fewestPerProperty);
  }

  private static final class Writer {
    private final Random random = new Random(42);
    private final DecisionFormat format;
    private final Tokenizer tokenizer;
    private final TokenMask mask;

    Writer(DecisionFormat format, Tokenizer tokenizer) {
      this.format = format;
      this.tokenizer = tokenizer;
      this.mask = new TokenMask(format.grammar(), TokenTrie.of(tokenizer));
    }

    void writeAll(int every) {
      for (Tool tool : format.catalog().tools()) {
        List<ObjectNode> instances = Instances.of(tool.parameters());
        for (int i = random.nextInt(every); i < instances.size(); i += every) {
          write(new ToolCall(tool.name(), instances.get(i)));
        }
      }
    }

    private void write(ToolCall call) {
      Decision decision = new Decision.Call(List.of(call));
      String text = format.write(decision, said(call.arguments()));
      assertThat(format.parse(text)).isEqualTo(decision);
      follow(tokenizer.encodeContinuing(text), text);
      int cut = random.nextInt(text.length());
      cut += Character.isLowSurrogate(text.charAt(cut)) ? 1 : 0;
      follow(
          join(
              tokenizer.encodeContinuing(text.substring(0, cut)),
              tokenizer.encodeContinuing(text.substring(cut))),
          text);
    }

    /// The values in any order, so that the arguments come in any order.
    private String said(ObjectNode arguments) {
      List<String> values =
          new ArrayList<>(
              arguments.properties().stream()
                  .map(p -> JsonMapper.shared().writeValueAsString(p.getValue()))
                  .toList());
      Collections.shuffle(values, random);
      return String.join(" ", values);
    }

    private static int[] join(int[] a, int[] b) {
      int[] joined = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, joined, a.length, b.length);
      return joined;
    }

    private void follow(int[] tokens, String text) {
      assertThat(tokenizer.decode(tokens).strip()).isEqualTo(text);
      int state = mask.automaton().start();
      for (int token : tokens) {
        if (!mask.allowed(state).contains(token)) {
          fail(tokenizer.name(token) + " is not allowed in " + text);
        }
        state = mask.advance(state, token);
      }
      if (!mask.automaton().accepting(state)
          || !mask.allowed(state).contains(mask.trie().endOfTurn())) {
        fail("the end is not allowed after " + text.getBytes(StandardCharsets.UTF_8).length);
      }
    }
  }
}
