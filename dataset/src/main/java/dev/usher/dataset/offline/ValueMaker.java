package dev.usher.dataset.offline;

import dev.usher.dataset.offline.ArgumentNotes.Note;
import dev.usher.tools.UsherException;
import dev.usher.tools.schema.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes values that a schema admits and a person would say.
final class ValueMaker {
  private static final int CENTS = 2; // digits behind the point
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> NUMBER_WORDS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  /// How yes and no are said of arguments, by their names.
  private static final Map<String, List<String>> STATES = Words.read("states.yaml");

  private static final int ATTEMPTS = 50;
  private static final int SPAN = 100; // of numbers whose range is open
  private static final String ANYTHING = "thing";

  private final Gazetteer gazetteer;
  private final Random random;

  ValueMaker(Gazetteer gazetteer, Random random) {
    this.gazetteer = gazetteer;
    this.random = random;
  }

  /// A value.
  ///
  /// @param where the argument, for errors
  /// @throws UsherException if the schema admits no text of the argument's kind
  Value make(Schema schema, Note note, String where) {
    List<JsonNode> examples = note.examples().stream().filter(schema::accepts).toList();
    if (!examples.isEmpty() && random.nextInt(3) == 0) {
      return example(one(examples), schema, note);
    }
    return switch (schema) {
      case Schema.ConstantSchema constants -> said(one(constants.values()));
      case Schema.StringSchema string ->
          note.format()
              .map(format -> spelled(string, format, where))
              .orElseGet(() -> text(string, note.kind(), where));
      case Schema.IntegerSchema integer -> whole(integer);
      case Schema.NumberSchema number -> decimal(number);
      case Schema.BooleanSchema _ -> truth(where.substring(where.lastIndexOf('.') + 1));
      case Schema.NullSchema _ -> new Value(JSON.nullNode(), "");
      case Schema.ArraySchema array -> list(array, note, where);
      case Schema.ObjectSchema object -> object(object, note, where);
      case Schema.UnionSchema union -> alternative(union, note, where);
      case Schema.AnySchema _ -> said(JSON.stringNode(gazetteer.value(ANYTHING, random)));
      case Schema.NothingSchema _ ->
          throw new IllegalArgumentException(where + ": the schema admits nothing");
    };
  }

  private <T> T one(List<T> list) {
    return Words.one(list, random);
  }

  private static Value said(JsonNode value) {
    String text = value.isString() ? value.stringValue() : value.toString();
    return new Value(value, text.replace('_', ' '));
  }

  /// A value that the catalogue's owner gives.
  private Value example(JsonNode value, Schema schema, Note note) {
    return note.format()
        .filter(_ -> value.isString())
        .map(format -> new Value(value, said(value.stringValue(), schema, format)))
        .orElseGet(() -> said(value));
  }

  /// A value in its format.
  private Value spelled(Schema.StringSchema schema, Format format, String where) {
    String text = accepted(schema, () -> format.value(gazetteer, random), where);
    return new Value(JSON.stringNode(text), said(text, schema, format));
  }

  /// A value that must be said word for word is; others as people say them.
  private String said(String value, Schema schema, Format format) {
    boolean copied = schema instanceof Schema.StringSchema text && text.extractive();
    return copied ? value : format.saidOrSame(value, random);
  }

  private Value text(Schema.StringSchema schema, Optional<ArgumentKind> kind, String where) {
    String symbol = kind.map(ArgumentKind::value).orElse(schema.relativePath() ? "path" : ANYTHING);
    String text = accepted(schema, () -> gazetteer.value(symbol, random), where);
    return new Value(JSON.stringNode(text), text);
  }

  private static String accepted(Schema.StringSchema schema, Supplier<String> texts, String where) {
    for (int i = 0; i < ATTEMPTS; i++) {
      String text = texts.get();
      if (schema.accepts(JSON.stringNode(text))) {
        return text;
      }
    }
    throw new UsherException(
        where,
        "no text of %d tries fits the schema; give 'examples' in the catalogue"
            .formatted(ATTEMPTS));
  }

  private Value whole(Schema.IntegerSchema schema) {
    long low = schema.minimum().map(BigInteger::longValue).orElse(1L);
    long high = schema.maximum().map(BigInteger::longValue).orElse(low + SPAN);
    if (schema.minimum().isEmpty() && high < low) {
      low = high - SPAN;
    }
    long value = likely(low, high);
    boolean word = value >= 0 && value < NUMBER_WORDS.size() && random.nextInt(3) == 0;
    String said = word ? NUMBER_WORDS.get((int) value) : Long.toString(value);
    return new Value(JSON.numberNode(value), said);
  }

  /// Small numbers are said more often than large ones.
  private long likely(long low, long high) {
    return random.nextBoolean()
        ? random.nextLong(low, Math.min(high, low + NUMBER_WORDS.size()) + 1)
        : random.nextLong(low, high + 1);
  }

  private Value decimal(Schema.NumberSchema schema) {
    BigDecimal low = schema.minimum().orElse(BigDecimal.ZERO);
    BigDecimal high = schema.maximum().orElse(low.add(BigDecimal.valueOf(SPAN)));
    BigDecimal share = BigDecimal.valueOf(random.nextInt(101), 2);
    BigDecimal exact = low.add(high.subtract(low).multiply(share));
    BigDecimal rounded = exact.setScale(CENTS, RoundingMode.HALF_UP);
    boolean fits = rounded.compareTo(low) >= 0 && rounded.compareTo(high) <= 0;
    BigDecimal value = plain(fits ? rounded : exact);
    return new Value(JSON.numberNode(value), value.toPlainString());
  }

  /// Without zeros at its end and without an exponent: as people write it.
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private Value truth(String name) {
    boolean value = random.nextBoolean();
    String plain = ArgumentKind.words(name);
    List<String> words = STATES.getOrDefault(name, List.of("with " + plain, "without " + plain));
    return new Value(JSON.booleanNode(value), words.get(value ? 0 : 1));
  }

  private Value list(Schema.ArraySchema schema, Note note, String where) {
    int least = Math.max(schema.minItems(), 1);
    int most = Math.min(schema.maxItems().orElse(least + 2), least + 2);
    int count = least + random.nextInt(Math.max(1, most - least + 1));
    Set<String> said = new LinkedHashSet<>();
    ArrayNode values = JSON.arrayNode();
    for (int i = 0; i < ATTEMPTS && values.size() < count; i++) {
      Value item = make(schema.items(), note, where);
      if (said.add(item.said())) {
        values.add(item.json());
      }
    }
    return new Value(values, joined(new ArrayList<>(said)));
  }

  private static String joined(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.getFirst()
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  private Value object(Schema.ObjectSchema schema, Note note, String where) {
    ObjectNode values = JSON.objectNode();
    List<String> said = new ArrayList<>();
    for (var property : present(schema)) {
      String name = property.getKey();
      Value value = make(property.getValue().schema(), note.property(name), where + "." + name);
      values.set(name, value.json());
      String words = value.json().isBoolean() ? "" : ArgumentKind.words(name) + " ";
      said.add(words + value.said());
    }
    return new Value(values, said.isEmpty() ? "" : joined(said));
  }

  /// Keys to fill: the required ones and some of the others, but not none.
  private List<Map.Entry<String, Schema.Property>> present(Schema.ObjectSchema schema) {
    List<Map.Entry<String, Schema.Property>> all = List.copyOf(schema.properties().entrySet());
    List<Map.Entry<String, Schema.Property>> present =
        all.stream().filter(each -> each.getValue().required() || random.nextBoolean()).toList();
    return present.isEmpty() && !all.isEmpty() ? List.of(one(all)) : present;
  }

  /// Most often the first alternative, which is the plain one by custom. Null is what nobody says.
  private Value alternative(Schema.UnionSchema schema, Note note, String where) {
    List<Schema> alternatives =
        schema.alternatives().stream()
            .filter(each -> !(each instanceof Schema.NullSchema))
            .toList();
    Schema chosen = random.nextInt(10) > 0 ? alternatives.getFirst() : one(alternatives);
    return make(chosen, note, where);
  }
}
