package dev.usher.tools.grammar;

import dev.usher.tools.grammar.ObjectElement.Style;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes values as the grammar of their schema admits them: [CanonicalJson] with the keys of each
/// object in a chosen order, and constants as the schema has them.
///
/// @param sorter chooses the order of an object's keys
public record CanonicalWriter(KeySorter sorter) {
  private static final ObjectSchema ANY_OBJECT =
      new ObjectSchema(new LinkedHashMap<>(), Optional.of(new AnySchema()), List.of());

  /// Chooses the order of an object's keys.
  @FunctionalInterface
  public interface KeySorter {
    /// Keeps the declared order, other keys last as they stand.
    KeySorter DECLARED = (object, keys) -> keys;

    /// The order of an object's keys.
    ///
    /// @param object the object
    /// @param keys its keys: those that its schema declares in that order, then the others
    /// @return the same keys
    List<String> sort(ObjectNode object, List<String> keys);
  }

  /// A key with its value.
  ///
  /// @param name the key
  /// @param text both as they stand in an object
  public record Member(String name, String text) {}

  /// The text of a value.
  ///
  /// @param schema a schema that accepts the value
  /// @param value any JSON value
  /// @return its text
  /// @throws IllegalArgumentException if the value has no text, see [CanonicalJson#write]
  public String write(Schema schema, JsonNode value) {
    return switch (schema) {
      case ConstantSchema constant -> CanonicalJson.write(same(constant, value));
      case ArraySchema array -> items(array.items(), value);
      case ObjectSchema object -> object(object, (ObjectNode) value);
      case UnionSchema union -> write(fitting(union, value), value);
      case AnySchema any -> anything(any, value);
      case NothingSchema _ -> throw new IllegalArgumentException("no value fits");
      case StringSchema _, IntegerSchema _, NumberSchema _, BooleanSchema _, NullSchema _ ->
          CanonicalJson.write(value);
    };
  }

  /// The arguments of a call, as [Grammar#arguments] has them between its parentheses.
  ///
  /// @param schema a schema that accepts the arguments
  /// @param arguments the arguments
  /// @return each with its key, in order
  /// @throws IllegalArgumentException if a value has no text; the message begins with its key
  public List<Member> arguments(Schema schema, ObjectNode arguments) {
    return members(schema, arguments, Style.CALL);
  }

  /// The same as they stand in a JSON object.
  ///
  /// @param schema a schema that accepts the object
  /// @param object the object
  /// @return each member with its key, in order
  /// @throws IllegalArgumentException if a value has no text; the message begins with its key
  public List<Member> members(Schema schema, ObjectNode object) {
    return members(schema, object, Style.JSON);
  }

  private List<Member> members(Schema schema, ObjectNode object, Style style) {
    return switch (schema) {
      case ObjectSchema declared -> members(declared, object, style);
      case UnionSchema union -> members(fitting(union, object), object, style);
      case ConstantSchema constant -> constant((ObjectNode) same(constant, object), style);
      case AnySchema _,
          ArraySchema _,
          NothingSchema _,
          StringSchema _,
          IntegerSchema _,
          NumberSchema _,
          BooleanSchema _,
          NullSchema _ ->
          throw new IllegalArgumentException("expected a schema of objects, found " + schema);
    };
  }

  private List<Member> members(ObjectSchema schema, ObjectNode object, Style style) {
    Set<String> keys = new LinkedHashSet<>(schema.properties().keySet());
    keys.retainAll(object.propertyNames());
    keys.addAll(object.propertyNames());
    List<Member> members = new ArrayList<>();
    for (String key : sorter.sort(object, List.copyOf(keys))) {
      members.add(new Member(key, member(schema, key, object.path(key), style)));
    }
    return members;
  }

  private String member(ObjectSchema schema, String key, JsonNode value, Style style) {
    Property property = schema.properties().get(key);
    try {
      Schema fitting =
          property == null ? schema.additional().orElse(new NothingSchema()) : property.schema();
      return style.key(key) + write(fitting, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + key + "': " + e.getMessage(), e);
    }
  }

  private static List<Member> constant(ObjectNode object, Style style) {
    return object.properties().stream()
        .map(m -> new Member(m.getKey(), style.key(m.getKey()) + CanonicalJson.write(m.getValue())))
        .toList();
  }

  /// A constant object in a style.
  static String constantText(ObjectNode object, Style style) {
    return style.enclose(constant(object, style).stream().map(Member::text).toList());
  }

  private String anything(AnySchema any, JsonNode value) {
    return switch (value) {
      case ObjectNode object -> object(ANY_OBJECT, object);
      case ArrayNode array -> items(any, array);
      default -> CanonicalJson.write(value);
    };
  }

  private String object(ObjectSchema schema, ObjectNode object) {
    return Style.JSON.enclose(members(schema, object).stream().map(Member::text).toList());
  }

  private String items(Schema schema, JsonNode array) {
    return array
        .valueStream()
        .map(item -> write(schema, item))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static Schema fitting(UnionSchema union, JsonNode value) {
    return union.alternatives().stream()
        .filter(alternative -> alternative.accepts(value))
        .findFirst()
        .orElse(new NothingSchema());
  }

  private static JsonNode same(ConstantSchema constant, JsonNode value) {
    return constant.values().stream()
        .filter(each -> Json.equal(each, value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no constant is " + value));
  }
}
