package dev.usher.tools.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.tools.UsherException;
import dev.usher.tools.schema.Schema.AnySchema;
import dev.usher.tools.schema.Schema.BooleanSchema;
import dev.usher.tools.schema.Schema.ConstantSchema;
import dev.usher.tools.schema.Schema.NothingSchema;
import dev.usher.tools.schema.Schema.NullSchema;
import dev.usher.tools.schema.Schema.Property;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads JSON Schema (draft 2020-12) into a [Schema], or refuses by pointer and keyword what a
/// grammar cannot enforce. Nothing is ever ignored that would narrow the set of values.
///
/// Enforced: `type` (also a list), `properties`, `required`, `additionalProperties`, `enum`,
/// `const`, `items`, `minItems`, `maxItems`, `anyOf`, `oneOf` (where no value can fit two
/// alternatives), `minimum`, `maximum`, `minLength`, `maxLength`, `$ref` into `$defs` of the same
/// document without recursion, and Usher's own `x-usher-relative-path` and `x-usher-different`.
public final class SchemaReader {
  private static final List<String> TYPES =
      List.of("null", "boolean", "integer", "number", "string", "array", "object");
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "title",
          "description",
          "default",
          "examples",
          "example",
          "format",
          "deprecated",
          "readOnly",
          "writeOnly",
          "contentEncoding",
          "contentMediaType",
          "contentSchema",
          "$comment",
          "$defs",
          "definitions");
  private static final Set<String> ENFORCED =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "enum",
          "const",
          "items",
          "minItems",
          "maxItems",
          "anyOf",
          "oneOf",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "$ref");
  private static final String OWN = "x-usher-";
  private static final Set<String> OWN_KEYWORDS =
      Set.of("x-usher-relative-path", "x-usher-different", "x-usher-extractive", "x-usher-risk");
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final JsonNode document;
  private final String where;
  private final boolean closed;
  private final Set<String> open = new LinkedHashSet<>();

  private SchemaReader(JsonNode document, String where, boolean closed) {
    this.document = document;
    this.where = where;
    this.closed = closed;
  }

  /// Reads a schema as the specification has it: an object may have properties that it does not
  /// name.
  ///
  /// @param document the schema
  /// @param where put in front of the JSON pointer in errors
  /// @return the set of values it admits
  /// @throws UsherException with pointer, keyword and what to do, for what is not supported or
  ///   malformed
  public static Schema read(JsonNode document, String where) {
    return new SchemaReader(document, where, false).schema(document, "");
  }

  /// Reads the parameters of a tool: an object that does not say `additionalProperties` has only
  /// the properties that it names.
  ///
  /// @param document the schema
  /// @param where put in front of the JSON pointer in errors
  /// @return the set of arguments it admits
  /// @throws UsherException with pointer, keyword and what to do, for what is not supported or
  ///   malformed
  public static Schema readClosed(JsonNode document, String where) {
    return new SchemaReader(document, where, true).schema(document, "");
  }

  private Schema schema(JsonNode node, String at) {
    if (node.isBoolean()) {
      return node.asBoolean() ? new AnySchema() : new NothingSchema();
    }
    if (!node.isObject()) {
      throw error(at, "expected a schema (an object, true or false), found " + node.getNodeType());
    }
    for (String keyword : node.propertyNames()) {
      requireKnown(node, keyword, at);
    }
    Schema schema = ofTypes(node, at);
    if (node.has("$ref")) {
      schema = Intersection.of(schema, reference(node.get("$ref"), at + "/$ref"));
    }
    if (node.has("anyOf")) {
      schema = Intersection.of(schema, anyOf(alternatives(node, "anyOf", at)));
    }
    if (node.has("oneOf")) {
      schema = Intersection.of(schema, oneOf(node, at));
    }
    if (node.has("enum")) {
      ConstantSchema constants = constants(node.get("enum"), at + "/enum");
      schema = Intersection.constants(constants, schema);
    }
    if (node.has("const")) {
      schema = Intersection.constants(new ConstantSchema(List.of(node.get("const"))), schema);
    }
    return schema;
  }

  private void requireKnown(JsonNode node, String keyword, String at) {
    String place = at + "/" + escaped(keyword);
    if (keyword.equals("$schema")) {
      if (!node.get(keyword).asString("").equals(DIALECT)) {
        throw error(
            place, "'$schema' must be the dialect of draft 2020-12, found " + node.get(keyword));
      }
    } else if (keyword.startsWith(OWN)) {
      if (!OWN_KEYWORDS.contains(keyword)) {
        throw error(place, "unknown keyword '" + keyword + "', expected one of " + OWN_KEYWORDS);
      }
    } else if (!ENFORCED.contains(keyword)
        && !ANNOTATIONS.contains(keyword)
        && !keyword.startsWith("x-")) {
      throw error(
          place,
          "keyword '"
              + keyword
              + "' is not supported, for the output could not be held to it; remove it, or say the"
              + " same with "
              + String.join(", ", ENFORCED.stream().sorted().toList()));
    }
  }

  private Schema reference(JsonNode reference, String at) {
    String pointer = reference.asString("");
    if (!pointer.startsWith("#/$defs/") && !pointer.startsWith("#/definitions/")) {
      throw error(at, "'$ref' to '" + pointer + "' is not supported; only '#/$defs/…' is");
    }
    String path = URLDecoder.decode(pointer.substring(1).replace("+", "%2B"), UTF_8);
    JsonNode target = document.at(path);
    if (target.isMissingNode()) {
      throw error(at, "'$ref' to '" + pointer + "', which is not there");
    }
    if (!open.add(pointer)) {
      throw error(at, "'$ref' to '" + pointer + "' is recursive, which is not supported");
    }
    Schema schema = schema(target, path);
    open.remove(pointer);
    return schema;
  }

  private List<Schema> alternatives(JsonNode node, String keyword, String at) {
    JsonNode list = node.get(keyword);
    if (!list.isArray() || list.isEmpty()) {
      throw error(at + "/" + keyword, "expected a list of at least one schema");
    }
    List<Schema> schemas = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      schemas.add(schema(list.get(i), at + "/" + keyword + "/" + i));
    }
    return schemas;
  }

  private static Schema anyOf(List<Schema> alternatives) {
    return Intersection.union(alternatives);
  }

  private Schema oneOf(JsonNode node, String at) {
    List<Schema> schemas = alternatives(node, "oneOf", at);
    for (int i = 0; i < schemas.size(); i++) {
      for (int j = i + 1; j < schemas.size(); j++) {
        if (!(Intersection.of(schemas.get(i), schemas.get(j)) instanceof NothingSchema)) {
          throw error(
              at + "/oneOf",
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

  private ConstantSchema constants(JsonNode values, String at) {
    if (!values.isArray()) {
      throw error(at, "expected a list of values, found " + values);
    }
    List<JsonNode> distinct = new ArrayList<>();
    for (JsonNode value : values) {
      if (distinct.stream().noneMatch(earlier -> Json.equal(earlier, value))) {
        distinct.add(value);
      }
    }
    return new ConstantSchema(distinct);
  }

  /// What the keywords admit that speak of one type each.
  private Schema ofTypes(JsonNode node, String at) {
    Set<String> types = types(node, at);
    boolean anyType = types.containsAll(TYPES);
    if (anyType && !narrows(node)) {
      return new AnySchema();
    }
    List<Schema> schemas = new ArrayList<>();
    for (String type : types) {
      boolean implied = type.equals("integer") && types.contains("number");
      if (!implied) {
        schemas.add(ofType(type, node, at));
      }
    }
    return Intersection.union(schemas);
  }

  private static boolean narrows(JsonNode node) {
    return List.of(
            "properties",
            "required",
            "additionalProperties",
            "items",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "x-usher-relative-path",
            "x-usher-different")
        .stream()
        .anyMatch(node::has);
  }

  private Set<String> types(JsonNode node, String at) {
    if (!node.has("type")) {
      return new LinkedHashSet<>(TYPES);
    }
    JsonNode type = node.get("type");
    Set<String> types = new LinkedHashSet<>();
    for (JsonNode name : type.isArray() ? type : List.of(type)) {
      if (!name.isString() || !TYPES.contains(name.asString())) {
        throw error(at + "/type", "unknown type " + name + ", expected one of " + TYPES);
      }
      types.add(name.asString());
    }
    if (types.isEmpty()) {
      throw error(at + "/type", "expected at least one type");
    }
    return types;
  }

  private Schema ofType(String type, JsonNode node, String at) {
    return switch (type) {
      case "null" -> new NullSchema();
      case "boolean" -> new BooleanSchema();
      case "integer" ->
          Intersection.integer(
              decimal(node, "minimum", at).map(Intersection::ceiling),
              decimal(node, "maximum", at).map(Intersection::floor));
      case "number" ->
          Intersection.number(decimal(node, "minimum", at), decimal(node, "maximum", at));
      case "string" ->
          Intersection.string(
              count(node, "minLength", at).orElse(0),
              count(node, "maxLength", at),
              flag(node, "x-usher-relative-path", at),
              flag(node, "x-usher-extractive", at));
      case "array" ->
          Intersection.array(
              node.has("items") ? schema(node.get("items"), at + "/items") : new AnySchema(),
              count(node, "minItems", at).orElse(0),
              count(node, "maxItems", at));
      default -> object(node, at);
    };
  }

  private Schema object(JsonNode node, String at) {
    Set<String> required = required(node, at);
    SequencedMap<String, Property> properties = new LinkedHashMap<>();
    if (node.has("properties")) {
      JsonNode named = require(node, "properties", at, JsonNode::isObject, "an object of schemas");
      for (Map.Entry<String, JsonNode> property : named.properties()) {
        String place = at + "/properties/" + escaped(property.getKey());
        Schema schema = schema(property.getValue(), place);
        properties.put(
            property.getKey(), new Property(schema, required.contains(property.getKey())));
      }
    }
    Optional<Schema> additional = additional(node, at);
    for (String name : required) {
      Schema schema = additional.orElse(new NothingSchema());
      properties.computeIfAbsent(name, key -> new Property(schema, true));
    }
    return Intersection.object(properties, additional, different(node, properties, at));
  }

  private Optional<Schema> additional(JsonNode node, String at) {
    if (node.has("additionalProperties")) {
      return Optional.of(schema(node.get("additionalProperties"), at + "/additionalProperties"));
    }
    boolean describesAnObject = node.has("properties") || node.path("type").isString();
    return closed && describesAnObject ? Optional.empty() : Optional.of(new AnySchema());
  }

  private Set<String> required(JsonNode node, String at) {
    Set<String> names = new LinkedHashSet<>();
    if (node.has("required")) {
      for (JsonNode name : require(node, "required", at, JsonNode::isArray, "a list of names")) {
        if (!name.isString()) {
          throw error(at + "/required", "expected names, found " + name);
        }
        names.add(name.asString());
      }
    }
    return names;
  }

  private List<List<String>> different(
      JsonNode node, SequencedMap<String, Property> properties, String at) {
    if (!node.has("x-usher-different")) {
      return List.of();
    }
    JsonNode names =
        require(node, "x-usher-different", at, n -> n.isArray() && n.size() == 2, "two names");
    List<String> pair = List.of(names.get(0).asString(""), names.get(1).asString(""));
    for (String name : pair) {
      Property property = properties.get(name);
      if (property == null || !(property.schema() instanceof Schema.StringSchema)) {
        throw error(at + "/x-usher-different", "'" + name + "' is no text property of this object");
      }
    }
    return List.of(pair);
  }

  private Optional<BigDecimal> decimal(JsonNode node, String keyword, String at) {
    return node.has(keyword)
        ? Optional.of(Json.decimal(require(node, keyword, at, JsonNode::isNumber, "a number")))
        : Optional.empty();
  }

  private OptionalInt count(JsonNode node, String keyword, String at) {
    if (!node.has(keyword)) {
      return OptionalInt.empty();
    }
    Predicate<JsonNode> isCount =
        value ->
            Json.isWhole(value)
                && Json.decimal(value).signum() >= 0
                && Json.decimal(value).compareTo(new BigDecimal(Integer.MAX_VALUE)) <= 0;
    JsonNode value = require(node, keyword, at, isCount, "a whole number from 0 on");
    return OptionalInt.of(Json.decimal(value).intValue());
  }

  private boolean flag(JsonNode node, String keyword, String at) {
    return node.has(keyword)
        && require(node, keyword, at, JsonNode::isBoolean, "true or false").asBoolean();
  }

  private JsonNode require(
      JsonNode node, String keyword, String at, Predicate<JsonNode> holds, String expected) {
    JsonNode value = node.get(keyword);
    if (!holds.test(value)) {
      throw error(at + "/" + keyword, "expected " + expected + ", found " + value);
    }
    return value;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private UsherException error(String at, String message) {
    return new UsherException(where + "#" + at, message);
  }

  /// The parameters of a tool that says nothing about them.
  ///
  /// @return a schema document for an object without properties
  public static JsonNode noParameters() {
    return JsonNodeFactory.instance.objectNode().put("type", "object");
  }
}
