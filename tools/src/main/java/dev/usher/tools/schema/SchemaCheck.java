package dev.usher.tools.schema;

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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Checks a value against a [Schema].
final class SchemaCheck {
  private static final int CONSTANT_DISTANCE = 1_000;
  private static final int TYPE_DISTANCE = 1_000_000;
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  List<Violation> violations(Schema schema, JsonNode value, String at) {
    return switch (schema) {
      case AnySchema _ -> List.of();
      case NothingSchema _ -> List.of(new Violation(at, "no value is allowed here"));
      case ConstantSchema constant -> constant(constant, value, at);
      case StringSchema string -> string(string, value, at);
      case IntegerSchema integer -> integer(integer, value, at);
      case NumberSchema number -> number(number, value, at);
      case BooleanSchema _ -> type(value.isBoolean(), "true or false", value, at);
      case NullSchema _ -> type(value.isNull(), "null", value, at);
      case ArraySchema array -> array(array, value, at);
      case ObjectSchema object -> object(object, value, at);
      case UnionSchema union -> union(union, value, at);
    };
  }

  private static List<Violation> type(boolean holds, String expected, JsonNode value, String at) {
    return holds
        ? List.of()
        : List.of(new Violation(at, "expected " + expected + ", found " + shortened(value)));
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "…";
  }

  private static List<Violation> constant(ConstantSchema schema, JsonNode value, String at) {
    boolean found = schema.values().stream().anyMatch(constant -> Json.equal(constant, value));
    String expected =
        schema.values().stream().map(SchemaCheck::shortened).collect(Collectors.joining(", "));
    return type(found, (schema.values().size() == 1 ? "" : "one of ") + expected, value, at);
  }

  private static List<Violation> string(StringSchema schema, JsonNode value, String at) {
    if (!value.isString()) {
      return type(false, "a text", value, at);
    }
    List<Violation> violations = new ArrayList<>();
    int length = Json.length(value.asString());
    if (length < schema.minLength()) {
      violations.add(
          new Violation(at, length + " characters, expected at least " + schema.minLength()));
    }
    schema
        .maxLength()
        .ifPresent(maximum -> {
          if (length > maximum) {
            violations.add(new Violation(at, length + " characters, expected at most " + maximum));
          }
        });
    if (schema.relativePath() && !isRelativePath(value.asString())) {
      violations.add(
          new Violation(
              at, "expected a relative path inside the workspace, found " + shortened(value)));
    }
    return violations;
  }

  private static boolean isRelativePath(String path) {
    return !path.isEmpty()
        && !path.startsWith("/")
        && !path.startsWith("~")
        && !path.contains("\\")
        && !DRIVE.matcher(path).matches()
        && !List.of(path.split("/", -1)).contains("..");
  }

  private static List<Violation> integer(IntegerSchema schema, JsonNode value, String at) {
    if (!Json.isWhole(value)) {
      return type(false, "a whole number", value, at);
    }
    return bounds(
        schema.minimum().map(BigDecimal::new), schema.maximum().map(BigDecimal::new), value, at);
  }

  private static List<Violation> number(NumberSchema schema, JsonNode value, String at) {
    if (!Json.isNumber(value)) {
      return type(false, "a number", value, at);
    }
    return bounds(schema.minimum(), schema.maximum(), value, at);
  }

  private static List<Violation> bounds(
      Optional<BigDecimal> minimum, Optional<BigDecimal> maximum, JsonNode value, String at) {
    BigDecimal number = Json.decimal(value);
    if (minimum.isPresent() && number.compareTo(minimum.get()) < 0) {
      return type(false, "at least " + minimum.get().toPlainString(), value, at);
    }
    if (maximum.isPresent() && number.compareTo(maximum.get()) > 0) {
      return type(false, "at most " + maximum.get().toPlainString(), value, at);
    }
    return List.of();
  }

  private List<Violation> array(ArraySchema schema, JsonNode value, String at) {
    if (!value.isArray()) {
      return type(false, "a list", value, at);
    }
    List<Violation> violations = new ArrayList<>();
    if (value.size() < schema.minItems()) {
      violations.add(
          new Violation(at, value.size() + " elements, expected at least " + schema.minItems()));
    }
    if (schema.maxItems().isPresent() && value.size() > schema.maxItems().getAsInt()) {
      violations.add(
          new Violation(
              at, value.size() + " elements, expected at most " + schema.maxItems().getAsInt()));
    }
    for (int i = 0; i < value.size(); i++) {
      violations.addAll(violations(schema.items(), value.get(i), at + "/" + i));
    }
    return violations;
  }

  private List<Violation> object(ObjectSchema schema, JsonNode value, String at) {
    if (!value.isObject()) {
      return type(false, "an object", value, at);
    }
    List<Violation> violations = new ArrayList<>();
    for (Map.Entry<String, Property> property : schema.properties().entrySet()) {
      if (property.getValue().required() && !value.has(property.getKey())) {
        violations.add(new Violation(at, "'" + property.getKey() + "' is missing"));
      }
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String place = at + "/" + escaped(entry.getKey());
      Property property = schema.properties().get(entry.getKey());
      if (property != null) {
        violations.addAll(violations(property.schema(), entry.getValue(), place));
      } else if (schema.additional().isPresent()) {
        violations.addAll(violations(schema.additional().get(), entry.getValue(), place));
      } else {
        violations.add(
            new Violation(
                place, "unknown, expected one of " + List.copyOf(schema.properties().keySet())));
      }
    }
    violations.addAll(different(schema, value, at));
    return violations;
  }

  private static List<Violation> different(ObjectSchema schema, JsonNode value, String at) {
    List<Violation> violations = new ArrayList<>();
    for (List<String> pair : schema.different()) {
      JsonNode first = value.get(pair.get(0));
      JsonNode second = value.get(pair.get(1));
      if (first != null && second != null && Json.equal(first, second)) {
        violations.add(
            new Violation(
                at, "'" + pair.get(0) + "' and '" + pair.get(1) + "' must not be the same"));
      }
    }
    return violations;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  /// Of the alternatives that all refuse, the one that comes closest explains why.
  private List<Violation> union(UnionSchema union, JsonNode value, String at) {
    List<Violation> closest = List.of();
    int smallest = Integer.MAX_VALUE;
    for (Schema alternative : union.alternatives()) {
      List<Violation> refusal = violations(alternative, value, at);
      if (refusal.isEmpty()) {
        return List.of();
      }
      int distance = distance(alternative, value) + refusal.size();
      if (distance < smallest) {
        smallest = distance;
        closest = refusal;
      }
    }
    return closest;
  }

  /// Another type is farther away than another constant (which tells the alternatives of a union
  /// apart), and that farther than anything else.
  private int distance(Schema alternative, JsonNode value) {
    return switch (alternative) {
      case ObjectSchema object when value.isObject() ->
          CONSTANT_DISTANCE * (int) wrongConstants(object, value);
      case ArraySchema _ when value.isArray() -> 0;
      case StringSchema _ when value.isString() -> 0;
      case IntegerSchema _, NumberSchema _ when value.isNumber() -> 0;
      default -> TYPE_DISTANCE;
    };
  }

  private long wrongConstants(ObjectSchema object, JsonNode value) {
    return object.properties().entrySet().stream()
        .filter(property -> property.getValue().schema() instanceof ConstantSchema)
        .filter(property -> value.has(property.getKey()))
        .filter(property -> !property.getValue().schema().accepts(value.get(property.getKey())))
        .count();
  }
}
