package dev.usher.tools.schema;

import dev.usher.tools.UsherException;
import dev.usher.tools.schema.Schema.AnySchema;
import dev.usher.tools.schema.Schema.BooleanSchema;
import dev.usher.tools.schema.Schema.ConstantSchema;
import dev.usher.tools.schema.Schema.NothingSchema;
import dev.usher.tools.schema.Schema.NullSchema;
import dev.usher.tools.schema.Schema.ObjectSchema;
import dev.usher.tools.schema.Schema.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads JSON Schema (draft 2020-12) into a [Schema], or refuses by pointer and keyword what a
/// grammar cannot enforce. Nothing is ever ignored that would narrow the set of values.
///
/// Enforced: `type` (also a list), `properties`, `required`, `additionalProperties`, `enum`,
/// `const`, `items`, `minItems`, `maxItems`, `anyOf`, `oneOf` (where no value can fit two
/// alternatives), `minimum`, `maximum`, `minLength`, `maxLength`, `$ref` into the same document
/// without recursion, and Usher's own `x-usher-relative-path` and `x-usher-different`. Usher's own
/// `x-usher-extractive` is read too; it narrows no set of values, but says where they come from.
public final class SchemaReader {
  private static final List<String> TYPES =
      List.of("null", "boolean", "integer", "number", "string", "array", "object");
  private static final Map<String, String> TYPE_OF_OWN_KEYWORD =
      new TreeMap<>(
          Map.of(
              "x-usher-relative-path", "string",
              "x-usher-extractive", "string",
              "x-usher-different", "object"));
  private static final int MOST_SCHEMAS = 20_000;
  private static final long MOST_PAIRS = 10_000_000;

  private final JsonNode document;
  private final boolean arguments;
  private final Dialect dialect;
  private final Set<String> open = new LinkedHashSet<>();
  private final Map<String, String> requiredAt = new HashMap<>();
  private int schemas;

  private SchemaReader(JsonNode document, boolean arguments) {
    this.document = document;
    this.arguments = arguments;
    this.dialect =
        Optional.ofNullable(document.get("$schema"))
            .flatMap(Dialect::of)
            .orElse(Dialect.KEYWORDS_BESIDE_REF);
  }

  /// Reads a schema as the specification has it: an object may have properties that it does not
  /// name, and a schema that contradicts itself admits nothing.
  ///
  /// @param document the schema
  /// @param where put in front of the JSON pointer in errors
  /// @return the set of values it admits
  /// @throws UsherException with pointer, keyword and what to do, for what is not supported or
  ///   malformed
  public static Schema read(JsonNode document, String where) {
    return new SchemaReader(document, false).whole(new SchemaNode(document, where, ""));
  }

  /// Reads the parameters of a tool: an object that names properties and does not say
  /// `additionalProperties` has only those, and a schema that contradicts itself is refused.
  ///
  /// @param document the schema; one that speaks of no type is that of an object
  /// @param where put in front of the JSON pointer in errors
  /// @return the set of arguments it admits
  /// @throws UsherException with pointer, keyword and what to do, for what is not supported,
  ///   malformed or contradictory
  public static Schema readClosed(JsonNode document, String where) {
    SchemaReader reader = new SchemaReader(document, true);
    SchemaNode root = new SchemaNode(document, where, "");
    Schema schema = reader.whole(root);
    boolean ofAnyType =
        List.of("type", "anyOf", "oneOf", "$ref", "enum", "const").stream()
            .noneMatch(document::has);
    Schema objects = ofAnyType ? Intersection.of(schema, anyObject()) : schema;
    requirePossible(root, objects);
    return Closing.close(
        objects,
        true,
        name -> {
          String at = reader.requiredAt.getOrDefault(name, "");
          throw SchemaNode.error(
              where,
              at,
              "'"
                  + name
                  + "' is required, but no 'properties' describes it; describe it, or take it out"
                  + " of 'required'");
        });
  }

  /// The parameters of a tool that says nothing about them.
  ///
  /// @return a schema document for an object without properties
  public static JsonNode noParameters() {
    return JsonNodeFactory.instance.objectNode().put("type", "object");
  }

  private static ObjectSchema anyObject() {
    return new ObjectSchema(new LinkedHashMap<>(), Optional.of(Closing.UNSAID), List.of());
  }

  /// All that is said of the values in one place.
  private Schema whole(SchemaNode node) {
    return schema(node, true);
  }

  /// What one schema says, which may be a part of what is said of the values in that place.
  private Schema schema(SchemaNode node, boolean whole) {
    JsonNode json = node.json();
    if (json.isBoolean()) {
      return json.asBoolean() ? new AnySchema() : new NothingSchema();
    }
    if (!json.isObject()) {
      throw node.error("expected a schema (an object, true or false), found " + json.getNodeType());
    }
    if (++schemas > MOST_SCHEMAS) {
      throw tooLarge(node);
    }
    requireKnown(node);
    Schema schema = keywords(node, whole);
    if (arguments) {
      requirePossible(node, schema);
    }
    return schema;
  }

  private Schema keywords(SchemaNode node, boolean whole) {
    Schema schema = ofTypes(node);
    if (node.has("enum")) {
      JsonNode values = node.require("enum", JsonNode::isArray, "a list of values");
      schema = Intersection.of(constants(List.copyOf(values.values())), schema);
    }
    if (node.has("const")) {
      schema = Intersection.of(constants(List.of(node.json().get("const"))), schema);
    }
    if (node.has("$ref")) {
      schema = both(schema, reference(node), node);
    }
    if (node.has("anyOf")) {
      schema = both(schema, Intersection.union(alternatives(node, "anyOf")), node);
    }
    return node.has("oneOf") ? oneOf(schema, node, whole) : schema;
  }

  private static Schema constants(List<JsonNode> values) {
    return values.isEmpty() ? new NothingSchema() : new ConstantSchema(values);
  }

  private Schema both(Schema a, Schema b, SchemaNode node) {
    if (Intersection.weight(a) * Intersection.weight(b) > MOST_PAIRS) {
      throw tooLarge(node);
    }
    return Intersection.of(a, b);
  }

  private static UsherException tooLarge(SchemaNode node) {
    return node.error(
        "more than "
            + MOST_SCHEMAS
            + " schemas once each '$ref' and each combination is written out; simplify it");
  }

  private void requireKnown(SchemaNode node) {
    for (Map.Entry<String, JsonNode> keyword : node.json().properties()) {
      Keywords.refusal(keyword.getKey(), keyword.getValue(), node.isRoot())
          .ifPresent(reason -> {
            throw node.error(keyword.getKey(), reason);
          });
    }
  }

  private Schema reference(SchemaNode node) {
    JsonNode value = node.json().get("$ref");
    String text = "'$ref' to " + value;
    if (dialect == Dialect.LONE_REF) {
      Keywords.ENFORCED.stream()
          .filter(keyword -> !keyword.equals("$ref") && node.has(keyword))
          .findFirst()
          .ifPresent(keyword -> {
            throw node.error(keyword, "is passed over beside '$ref' in drafts before 2019-09");
          });
    }
    Reference reference =
        Reference.of(document, value.asString(""))
            .orElseThrow(() ->
                node.error("$ref", text + " is not supported; only '#/…' into this document is"));
    JsonNode target =
        reference
            .target()
            .orElseThrow(() -> node.error("$ref", text + ", but there is no schema there"));
    String pointer = reference.pointer();
    if (!open.add(pointer)) {
      throw node.error(
          "$ref", text + " is recursive, which is not supported; write it out to a fixed depth");
    }
    Schema schema = schema(new SchemaNode(target, node.where(), pointer), false);
    open.remove(pointer);
    return schema;
  }

  private List<Schema> alternatives(SchemaNode node, String keyword) {
    return node.children(keyword).stream().map(child -> schema(child, false)).toList();
  }

  /// Alternatives of which no value fits two, so that "exactly one" is "one".
  private Schema oneOf(Schema base, SchemaNode node, boolean whole) {
    List<Schema> schemas = new ArrayList<>();
    List<Schema> closed = new ArrayList<>();
    for (Schema alternative : alternatives(node, "oneOf")) {
      Schema schema = both(base, alternative, node);
      schemas.add(schema);
      closed.add(whole && arguments ? Closing.close(schema, node.isRoot(), _ -> {}) : schema);
    }
    for (int i = 0; i < closed.size(); i++) {
      for (int j = i + 1; j < closed.size(); j++) {
        if (!(both(closed.get(i), closed.get(j), node) instanceof NothingSchema)) {
          throw node.error(
              "oneOf",
              "keyword 'oneOf' is supported only where no value fits two alternatives, but "
                  + i
                  + " and "
                  + j
                  + " may overlap; use 'anyOf', or give each a required property with its own"
                  + " 'const'");
        }
      }
    }
    return Intersection.union(schemas);
  }

  /// Refuses a schema whose keywords leave no value over.
  private static void requirePossible(SchemaNode node, Schema schema) {
    for (Map.Entry<String, String> bounds : new TreeMap<>(Keywords.BOUNDS).entrySet()) {
      if (node.has(bounds.getKey()) && node.has(bounds.getValue())) {
        requireOrder(node, bounds.getKey(), bounds.getValue());
      }
    }
    if (schema instanceof NothingSchema) {
      Set<String> keywords = new TreeSet<>(Keywords.ENFORCED);
      keywords.retainAll(node.json().propertyNames());
      throw node.error(
          "contradicts itself, for no value fits " + String.join(", ", keywords) + " together");
    }
  }

  private static void requireOrder(SchemaNode node, String low, String high) {
    JsonNode minimum = node.json().get(low);
    JsonNode maximum = node.json().get(high);
    if (Json.isNumber(minimum)
        && Json.isNumber(maximum)
        && Json.decimal(minimum).compareTo(Json.decimal(maximum)) > 0) {
      throw node.error(
          low,
          "contradicts '"
              + high
              + "': "
              + minimum
              + " is above "
              + maximum
              + "; correct one of them");
    }
  }

  /// What the keywords admit that speak of one type each.
  private Schema ofTypes(SchemaNode node) {
    Set<String> types = node.types(TYPES);
    TYPE_OF_OWN_KEYWORD.forEach((keyword, type) -> {
      if (node.has(keyword) && !types.contains(type)) {
        throw node.error(keyword, "speaks of values of type '" + type + "' only");
      }
    });
    if (types.containsAll(TYPES) && Keywords.OF_ONE_TYPE.stream().noneMatch(node::has)) {
      return new AnySchema();
    }
    List<Schema> schemas = new ArrayList<>();
    for (String type : types) {
      boolean implied = type.equals("integer") && types.contains("number");
      if (!implied) {
        schemas.add(ofType(type, node));
      }
    }
    return Intersection.union(schemas);
  }

  private Schema ofType(String type, SchemaNode node) {
    return switch (type) {
      case "null" -> new NullSchema();
      case "boolean" -> new BooleanSchema();
      case "integer" ->
          Intersection.integer(
              node.decimal("minimum").map(Intersection::ceiling),
              node.decimal("maximum").map(Intersection::floor));
      case "number" -> Intersection.number(node.decimal("minimum"), node.decimal("maximum"));
      case "string" ->
          Intersection.string(
              node.count("minLength").orElse(0),
              node.count("maxLength"),
              node.flag("x-usher-relative-path"),
              node.flag("x-usher-extractive"));
      case "array" -> array(node);
      case "object" -> object(node);
      default -> throw new AssertionError(type);
    };
  }

  private Schema array(SchemaNode node) {
    Schema items = node.has("items") ? whole(node.child("items")) : new AnySchema();
    OptionalInt most = node.count("maxItems");
    return Intersection.array(items, node.count("minItems").orElse(0), most);
  }

  private Schema object(SchemaNode node) {
    Set<String> required = node.names("required");
    SequencedMap<String, Property> properties = new LinkedHashMap<>();
    if (node.has("properties")) {
      for (Map.Entry<String, JsonNode> property : node.named("properties")) {
        String name = property.getKey();
        Schema schema = whole(node.property(name, property.getValue()));
        properties.put(name, new Property(schema, required.contains(name)));
      }
    }
    Schema additional =
        node.has("additionalProperties")
            ? whole(node.child("additionalProperties"))
            : Closing.UNSAID;
    for (String name : required) {
      properties.computeIfAbsent(name, _ -> new Property(additional, true));
      requiredAt.putIfAbsent(name, node.at() + "/required");
    }
    return Intersection.object(properties, Optional.of(additional), different(node, properties));
  }

  private static List<List<String>> different(
      SchemaNode node, SequencedMap<String, Property> properties) {
    if (!node.has("x-usher-different")) {
      return List.of();
    }
    JsonNode names =
        node.require(
            "x-usher-different", value -> value.isArray() && value.size() == 2, "two names");
    List<String> pair = List.of(names.get(0).asString(""), names.get(1).asString(""));
    if (pair.getFirst().equals(pair.getLast())) {
      throw node.error("x-usher-different", "expected two different names, found " + names);
    }
    for (String name : pair) {
      Property property = properties.get(name);
      if (property == null || !(property.schema() instanceof Schema.StringSchema)) {
        throw node.error("x-usher-different", "'" + name + "' is no text property of this object");
      }
    }
    return List.of(pair);
  }
}
