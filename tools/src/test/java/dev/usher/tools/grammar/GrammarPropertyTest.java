package dev.usher.tools.grammar;

import static dev.usher.tools.grammar.RandomTexts.JSON;
import static dev.usher.tools.grammar.RandomTexts.accepts;
import static dev.usher.tools.grammar.RandomTexts.following;
import static dev.usher.tools.grammar.RandomTexts.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.SchemaReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class GrammarPropertyTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final ObjectReader STRICT =
      JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final List<JsonNode> INSTANCES = instances();

  /// A random schema with its automata.
  private record Subject(JsonNode json, Schema schema, Automaton any, Automaton declared) {
    static Stream<Subject> stream(long seed, int count) {
      Random random = new Random(seed);
      RandomSchemas schemas = new RandomSchemas(random);
      return Stream.generate(() -> schemas.schema(3))
          .map(json -> new Candidate(json, SchemaReader.read(json, "random")))
          .filter(Candidate::isInhabited)
          .limit(count)
          .map(Candidate::subject);
    }

    private record Candidate(JsonNode json, Schema schema) {
      boolean isInhabited() {
        return !Grammar.value(schema, KeyOrder.ANY).isEmpty();
      }

      Subject subject() {
        return new Subject(
            json,
            schema,
            Automaton.of(schema, KeyOrder.ANY),
            Automaton.of(schema, KeyOrder.DECLARED));
      }
    }
  }

  @Test
  void whateverIsWrittenAtRandomFitsTheSchema() {
    walks(1, 80, 6);
  }

  @Test
  @Tag("slow")
  void whateverIsWrittenAtRandomFitsTheSchemaManyTimes() {
    walks(2, 1000, 10);
  }

  private static void walks(long seed, int schemas, int texts) {
    Random random = new Random(seed);
    Subject.stream(seed, schemas)
        .forEach(subject -> {
          com.networknt.schema.Schema judge = REGISTRY.getSchema(subject.json());
          for (int i = 0; i < texts; i++) {
            Automaton automaton = i % 2 == 0 ? subject.any() : subject.declared();
            byte[] text = RandomTexts.text(automaton, random, random.nextInt(120));
            assertFits(subject, judge, text);
          }
        });
  }

  private static void assertFits(Subject subject, com.networknt.schema.Schema judge, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String where = subject.json() + " <- " + text;
    assertThat(accepts(subject.any(), bytes)).as(where).isTrue();
    JsonNode value = STRICT.readTree(text);
    assertThat(CanonicalJson.write(value)).as(where).isEqualTo(text);
    assertThat(subject.schema().violations(value)).as(where).isEmpty();
    assertThat(judge.validate(value)).as(where).isEmpty();
  }

  @Test
  void everyInstanceIsAcceptedExactlyWhereTheSchemaDoes() {
    enumerate(3, 30);
  }

  @Test
  @Tag("slow")
  void everyInstanceIsAcceptedExactlyWhereTheSchemaDoesManyTimes() {
    enumerate(4, 600);
  }

  private static void enumerate(long seed, int schemas) {
    Random random = new Random(seed);
    int[] valid = new int[1];
    Subject.stream(seed, schemas)
        .forEach(subject -> {
          for (JsonNode instance : INSTANCES) {
            boolean fits = subject.schema().accepts(instance);
            valid[0] += fits ? 1 : 0;
            String shuffled = shuffled(subject.schema(), instance, fits, random);
            String declared =
                fits
                    ? new CanonicalWriter(CanonicalWriter.KeySorter.DECLARED)
                        .write(subject.schema(), instance)
                    : shuffled;
            String where = subject.json() + " <- " + shuffled;
            assertThat(accepts(subject.any(), shuffled)).as(where).isEqualTo(fits);
            assertThat(accepts(subject.declared(), declared)).as(where).isEqualTo(fits);
          }
        });
    assertThat(valid[0]).as("instances that fit").isGreaterThan(schemas * 10);
  }

  private static String shuffled(Schema schema, JsonNode value, boolean fits, Random random) {
    if (!fits) {
      return CanonicalJson.write(value);
    }
    CanonicalWriter writer =
        new CanonicalWriter((_, keys) -> {
          List<String> order = new ArrayList<>(keys);
          Collections.shuffle(order, random);
          return order;
        });
    return writer.write(schema, value);
  }

  /// All scalars of a short list, all arrays and objects of up to two of them, and some of those
  /// one level deeper.
  private static List<JsonNode> instances() {
    List<JsonNode> scalars =
        Stream.of(
                "null",
                "true",
                "false",
                "0",
                "1",
                "12",
                "-1",
                "0.5",
                "1.0",
                "-0.25",
                "''",
                "'a'",
                "'ab'",
                "'\u00e9'",
                "'../a'",
                "'abcd'")
            .map(RandomTexts::json)
            .toList();
    List<JsonNode> all = new ArrayList<>(scalars);
    all.addAll(containers(scalars));
    List<JsonNode> some = new ArrayList<>(all);
    Collections.shuffle(some, new Random(5));
    all.addAll(containers(some.subList(0, 12)));
    return all;
  }

  private static List<JsonNode> containers(List<JsonNode> items) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    List<JsonNode> all = new ArrayList<>(List.of(nodes.arrayNode(), nodes.objectNode()));
    for (JsonNode first : items) {
      all.add(nodes.arrayNode().add(first));
      all.add(nodes.objectNode().set("a", first));
      all.add(nodes.objectNode().set("", first));
      for (JsonNode second : items) {
        ArrayNode pair = nodes.arrayNode().add(first).add(second);
        ObjectNode object = nodes.objectNode();
        object.set("a", first);
        object.set("b", second);
        all.add(pair);
        all.add(object);
      }
    }
    return all;
  }

  @Test
  void aChangedTextIsAcceptedExactlyWhereItIsCanonicalAndFits() {
    mutate(6, 60, 40);
  }

  @Test
  @Tag("slow")
  void aChangedTextIsAcceptedExactlyWhereItIsCanonicalAndFitsManyTimes() {
    mutate(7, 500, 150);
  }

  private static void mutate(long seed, int schemas, int changes) {
    Random random = new Random(seed);
    Subject.stream(seed, schemas)
        .forEach(subject -> {
          byte[] text = RandomTexts.text(subject.any(), random, 30);
          for (int i = 0; i < changes; i++) {
            byte[] changed = changed(text, random);
            assertThat(accepts(subject.any(), changed))
                .as(subject.json() + " <- " + new String(changed, StandardCharsets.UTF_8))
                .isEqualTo(fits(subject.schema(), changed));
            text = accepts(subject.any(), changed) ? changed : text;
          }
        });
  }

  private static byte[] changed(byte[] text, Random random) {
    String pool = "\"\\,:[]{}0159.-aéb/ntrue\u0001 ";
    byte[] bytes = RandomTexts.bytes(pool);
    int at = random.nextInt(text.length + 1);
    int cut = Math.min(text.length - at, random.nextInt(3));
    int more = random.nextInt(3);
    byte[] changed = Arrays.copyOf(text, text.length - cut + more);
    System.arraycopy(text, at + cut, changed, at + more, text.length - at - cut);
    for (int i = 0; i < more; i++) {
      changed[at + i] = bytes[random.nextInt(bytes.length)];
    }
    return changed;
  }

  private static boolean fits(Schema schema, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonNode value = STRICT.readTree(text);
      return !value.isMissingNode()
          && CanonicalJson.write(value).equals(text)
          && schema.accepts(value);
    } catch (CharacterCodingException | JacksonException | IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void completionsAreTheShortestAndOutlinesLeaveNothingOut() {
    Random random = new Random(8);
    Subject.stream(8, 60)
        .forEach(subject -> {
          byte[] text = RandomTexts.text(subject.any(), random, 25);
          assertCompletionsAndOutlines(subject, text);
        });
  }

  private static void assertCompletionsAndOutlines(Subject subject, byte[] text) {
    boolean pairs = subject.json().toString().contains("different");
    Automaton automaton = subject.any();
    int state = automaton.start();
    int outline = automaton.outline(state);
    for (int i = 0; i <= text.length; i++) {
      String where = subject.json() + " <- " + new String(text, 0, i, StandardCharsets.UTF_8);
      byte[] completion = automaton.shortestCompletion(state);
      int end = RandomTexts.walk(automaton, state, completion);
      assertThat(automaton.accepting(end)).as(where).isTrue();
      assertThat(automaton.accepting(state)).as(where).isEqualTo(completion.length == 0);
      assertThat(automaton.accepting(state) && !automaton.accepting(outline)).as(where).isFalse();
      for (int b : following(automaton, state)) {
        int next = automaton.step(state, b);
        int shorter = automaton.shortestCompletion(next).length;
        assertThat(shorter + (pairs ? 2 : 1)).as(where).isGreaterThanOrEqualTo(completion.length);
        assertThat(automaton.step(outline, b)).as(where).isNotEqualTo(Automaton.DEAD);
      }
      if (i < text.length) {
        int next = text[i] & 0xff;
        outline =
            i % 3 == 0
                ? automaton.outline(automaton.step(state, next))
                : automaton.step(outline, next);
        state = automaton.step(state, next);
      }
    }
  }
}
