package dev.usher.tools.grammar;

import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.SchemaReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Texts of grammars at random, and what the tests of grammars have in common. Schemas and values
/// may be written with single quotes.
public final class RandomTexts {
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(5000).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private RandomTexts() {}

  static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  static Schema schema(String text) {
    return SchemaReader.read(json(text), "test");
  }

  static Automaton automaton(String schema) {
    return Automaton.of(schema(schema), KeyOrder.ANY);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static int walk(Automaton automaton, int from, byte[] text) {
    int state = from;
    for (int i = 0; i < text.length && state != Automaton.DEAD; i++) {
      state = automaton.step(state, text[i] & 0xff);
    }
    return state;
  }

  static boolean accepts(Automaton automaton, byte[] text) {
    int state = walk(automaton, automaton.start(), text);
    return state != Automaton.DEAD && automaton.accepting(state);
  }

  public static boolean accepts(Automaton automaton, String text) {
    return accepts(automaton, bytes(text));
  }

  static List<Integer> following(Automaton automaton, int state) {
    List<Integer> bytes = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      if (automaton.step(state, b) != Automaton.DEAD) {
        bytes.add(b);
      }
    }
    return bytes;
  }

  /// A random text of the automaton: bytes at random, digits, quotes and structure more often than
  /// their share; after `most` bytes by the shortest way to the end.
  public static byte[] text(Automaton automaton, Random random, int most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int state = automaton.start();
    while (true) {
      List<Integer> following = following(automaton, state);
      boolean accepting = automaton.accepting(state);
      if (following.isEmpty() && !accepting) {
        throw new AssertionError("dead end after " + out.toString(StandardCharsets.UTF_8));
      }
      if (automaton.onlyAccepting(state) != (accepting && following.isEmpty())) {
        throw new AssertionError("onlyAccepting after " + out.toString(StandardCharsets.UTF_8));
      }
      if (accepting && (following.isEmpty() || random.nextInt(3) == 0)) {
        return out.toByteArray();
      }
      if (out.size() >= most) {
        out.writeBytes(automaton.shortestCompletion(state));
        return out.toByteArray();
      }
      int next = choose(following, random);
      out.write(next);
      state = automaton.step(state, next);
    }
  }

  private static int choose(List<Integer> following, Random random) {
    List<Integer> structure =
        following.stream().filter(b -> "\"\\,:]}./0a-".indexOf(b) >= 0).toList();
    List<Integer> from = structure.isEmpty() || random.nextInt(3) == 0 ? following : structure;
    return from.get(random.nextInt(from.size()));
  }

  /// A catalogue of one to three random tools, as JSON.
  public static String catalogue(Random random) {
    RandomSchemas schemas = new RandomSchemas(random);
    ArrayNode tools = JSON.createArrayNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      ObjectNode tool = tools.addObject().put("name", "t".repeat(i + 1));
      tool.set("parameters", random.nextInt(4) == 0 ? either(schemas) : schemas.object(3));
    }
    return tools.toString();
  }

  private static ObjectNode either(RandomSchemas schemas) {
    ObjectNode schema = JSON.createObjectNode();
    schema.putArray("anyOf").add(schemas.object(2)).add(schemas.object(2));
    return schema;
  }
}
