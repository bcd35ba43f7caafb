package dev.usher.router;

import dev.usher.tools.schema.Json;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.Schema.AnySchema;
import dev.usher.tools.schema.Schema.ArraySchema;
import dev.usher.tools.schema.Schema.BooleanSchema;
import dev.usher.tools.schema.Schema.ConstantSchema;
import dev.usher.tools.schema.Schema.IntegerSchema;
import dev.usher.tools.schema.Schema.NothingSchema;
import dev.usher.tools.schema.Schema.NullSchema;
import dev.usher.tools.schema.Schema.NumberSchema;
import dev.usher.tools.schema.Schema.ObjectSchema;
import dev.usher.tools.schema.Schema.Property;
import dev.usher.tools.schema.Schema.StringSchema;
import dev.usher.tools.schema.Schema.UnionSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The instances of a schema over a few characters and numbers: all that there are, and those only.
final class Instances {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] CHARACTERS = {"a", ".", "/", "\"", "é", "🙂", "\n"};
  private static final int LONGEST = 3;
  private static final BigDecimal QUARTER = new BigDecimal("0.25");
  private static final int QUARTERS = 60;

  private Instances() {}

  /// The objects of arguments.
  static List<ObjectNode> of(Schema parameters) {
    return all(parameters).stream()
        .filter(parameters::accepts)
        .map(ObjectNode.class::cast)
        .toList();
  }

  private static List<JsonNode> all(Schema schema) {
    return switch (schema) {
      case AnySchema _, NothingSchema _ -> List.of();
      case ConstantSchema constant -> constant.values();
      case StringSchema string -> strings(string);
      case IntegerSchema integer -> numbers(integer, 4);
      case NumberSchema number -> numbers(number, 1);
      case BooleanSchema _ -> List.of(JSON.booleanNode(false), JSON.booleanNode(true));
      case NullSchema _ -> List.of(JSON.nullNode());
      case ArraySchema array -> arrays(array);
      case ObjectSchema object -> objects(object);
      case UnionSchema union -> distinct(union.alternatives());
    };
  }

  private static List<JsonNode> distinct(List<Schema> alternatives) {
    List<JsonNode> found = new ArrayList<>();
    for (Schema alternative : alternatives) {
      for (JsonNode value : all(alternative)) {
        if (found.stream().noneMatch(known -> Json.equal(known, value))) {
          found.add(value);
        }
      }
    }
    return found;
  }

  private static List<JsonNode> strings(StringSchema schema) {
    List<String> texts = new ArrayList<>(List.of(""));
    int begin = 0;
    for (int length = 1;
        length <= Math.min(LONGEST, schema.maxLength().orElse(LONGEST));
        length++) {
      int end = texts.size();
      for (int i = begin; i < end; i++) {
        for (String character : CHARACTERS) {
          texts.add(texts.get(i) + character);
        }
      }
      begin = end;
    }
    return texts.stream()
        .map(text -> (JsonNode) JSON.stringNode(text))
        .filter(schema::accepts)
        .toList();
  }

  private static List<JsonNode> numbers(Schema schema, int step) {
    List<JsonNode> numbers = new ArrayList<>();
    for (int quarters = -QUARTERS; quarters <= QUARTERS; quarters += step) {
      BigDecimal value = QUARTER.multiply(BigDecimal.valueOf(quarters)).stripTrailingZeros();
      JsonNode node =
          value.scale() <= 0 ? JSON.numberNode(value.toBigIntegerExact()) : JSON.numberNode(value);
      if (schema.accepts(node)) {
        numbers.add(node);
      }
    }
    return numbers;
  }

  private static List<JsonNode> arrays(ArraySchema schema) {
    List<JsonNode> items = all(schema.items());
    List<ArrayNode> arrays = new ArrayList<>(List.of(JSON.arrayNode()));
    int begin = 0;
    for (int length = 1; length <= Math.min(LONGEST, schema.maxItems().orElse(LONGEST)); length++) {
      int end = arrays.size();
      for (int i = begin; i < end; i++) {
        for (JsonNode item : items) {
          arrays.add(arrays.get(i).deepCopy().add(item));
        }
      }
      begin = end;
    }
    return arrays.stream().map(JsonNode.class::cast).filter(schema::accepts).toList();
  }

  private static List<JsonNode> objects(ObjectSchema schema) {
    List<ObjectNode> objects = new ArrayList<>(List.of(JSON.objectNode()));
    for (Map.Entry<String, Property> property : schema.properties().entrySet()) {
      List<ObjectNode> more = new ArrayList<>();
      for (ObjectNode object : objects) {
        for (JsonNode value : all(property.getValue().schema())) {
          ObjectNode with = object.deepCopy();
          with.set(property.getKey(), value);
          more.add(with);
        }
      }
      if (property.getValue().required()) {
        objects = more;
      } else {
        objects.addAll(more);
      }
    }
    return objects.stream().map(JsonNode.class::cast).filter(schema::accepts).toList();
  }
}
