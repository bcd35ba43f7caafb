package dev.usher.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Random schemas and values, judged by Usher and by another validator of JSON Schema.
class SecondOpinionTest {
  private static final int VALUES = 20;
  private static final SchemaRegistry OTHER =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /// What became of the schemas and the values of a run.
  private record Tally(int read, int refused, int accepted, int rejected) {
    @Override
    public String toString() {
      return "%d schemas read, %d refused; %d values accepted, %d rejected by both"
          .formatted(read, refused, accepted, rejected);
    }
  }

  @Test
  void schemasMeanWhatAnotherValidatorTakesThemToMean() {
    Tally tally = agree(1, 1_500);
    assertThat(tally).isEqualTo(new Tally(1358, 142, 5117, 22043));
  }

  @Test
  @Tag("slow")
  void manySchemasMeanWhatAnotherValidatorTakesThemToMean() {
    Tally tally = agree(2, 20_000);
    assertThat(tally).isEqualTo(new Tally(18288, 1712, 62818, 302942));
  }

  @Test
  void argumentsAreClosedAsIfTheySaidSo() {
    Tally tally = argumentsAgree(3, 1_500);
    assertThat(tally).isEqualTo(new Tally(829, 671, 2477, 14103));
  }

  @Test
  @Tag("slow")
  void manyArgumentsAreClosedAsIfTheySaidSo() {
    Tally tally = argumentsAgree(4, 10_000);
    assertThat(tally).isEqualTo(new Tally(5693, 4307, 17507, 96353));
  }

  @Test
  void closingNeverAdmitsMore() {
    RandomDocuments random = new RandomDocuments(5, true);
    int accepted = 0;
    for (int i = 0; i < 1_000; i++) {
      ObjectNode document = random.parameters();
      Schema schema = readOrNull(document, true);
      for (int j = 0; schema != null && j < VALUES; j++) {
        JsonNode value = random.object(3);
        if (schema.accepts(value)) {
          accepted++;
          assertThat(other(document).validate(value)).as(document + " of " + value).isEmpty();
        }
      }
    }
    assertThat(accepted).isEqualTo(456);
  }

  private static Tally agree(long seed, int schemas) {
    RandomDocuments random = new RandomDocuments(seed, true);
    List<Boolean> verdicts = new ArrayList<>();
    int read = 0;
    for (int i = 0; i < schemas; i++) {
      ObjectNode document = random.document();
      Schema schema = readOrNull(document, false);
      if (schema != null) {
        read++;
        verdicts.addAll(verdicts(schema, document, random, false));
      }
    }
    return tally(read, schemas, verdicts);
  }

  private static Tally argumentsAgree(long seed, int schemas) {
    RandomDocuments random = new RandomDocuments(seed, false);
    List<Boolean> verdicts = new ArrayList<>();
    int read = 0;
    for (int i = 0; i < schemas; i++) {
      ObjectNode document = random.parameters();
      Schema schema = readOrNull(document, true);
      if (schema != null) {
        read++;
        verdicts.addAll(verdicts(schema, closed(document), random, true));
      }
    }
    return tally(read, schemas, verdicts);
  }

  private static List<Boolean> verdicts(
      Schema schema, JsonNode document, RandomDocuments random, boolean objects) {
    com.networknt.schema.Schema other = other(document);
    List<Boolean> verdicts = new ArrayList<>();
    for (int i = 0; i < VALUES; i++) {
      JsonNode value = objects ? random.object(3) : random.value(3);
      boolean accepted = schema.accepts(value);
      assertThat(accepted).as(document + " of " + value).isEqualTo(other.validate(value).isEmpty());
      verdicts.add(accepted);
    }
    return verdicts;
  }

  private static Tally tally(int read, int schemas, List<Boolean> verdicts) {
    int accepted = (int) verdicts.stream().filter(verdict -> verdict).count();
    Tally tally = new Tally(read, schemas - read, accepted, verdicts.size() - accepted);
    System.out.println(tally);
    return tally;
  }

  private static Schema readOrNull(ObjectNode document, boolean closed) {
    try {
      return closed ? SchemaReader.readClosed(document, "") : SchemaReader.read(document, "");
    } catch (UsherException e) {
      assertThat(e.getMessage())
          .containsAnyOf(
              "may overlap", "contradicts", "stands beside", "is required, but no 'properties'");
      return null;
    }
  }

  private static com.networknt.schema.Schema other(JsonNode document) {
    return OTHER.getSchema(document);
  }

  /// The same schema with what the parameters of a tool imply written out.
  private static JsonNode closed(ObjectNode schema) {
    ObjectNode closed = closedBelow(schema);
    if (!schema.has("additionalProperties")) {
      closed.put("additionalProperties", false);
    }
    return closed;
  }

  private static ObjectNode closedBelow(ObjectNode schema) {
    ObjectNode closed = schema.deepCopy();
    for (String keyword : List.of("items", "additionalProperties")) {
      if (closed.get(keyword) instanceof ObjectNode child) {
        closed.set(keyword, closedValue(child));
      }
    }
    if (closed.get("properties") instanceof ObjectNode properties) {
      for (String name : properties.propertyNames()) {
        if (properties.get(name) instanceof ObjectNode child) {
          properties.set(name, closedValue(child));
        }
      }
    }
    return closed;
  }

  /// Below the arguments only what names properties is closed; values written out stay.
  private static ObjectNode closedValue(ObjectNode schema) {
    boolean open = schema.path("properties").isEmpty() || schema.has("enum") || schema.has("const");
    ObjectNode closed = closedBelow(schema);
    if (!open && !schema.has("additionalProperties")) {
      closed.put("additionalProperties", false);
    }
    return closed;
  }
}
