package dev.usher.tools.schema;

import dev.usher.tools.UsherException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A schema as it is written, and where: takes the values of its keywords out, each checked for its
/// form.
///
/// @param json the schema
/// @param where what the document is, in front of the pointer in errors
/// @param at JSON pointer of the schema in its document
record SchemaNode(JsonNode json, String where, String at) {
  private static final int MOST_DIGITS = 1_000;

  boolean isRoot() {
    return at.isEmpty();
  }

  boolean has(String keyword) {
    return json.has(keyword);
  }

  /// The schema that a keyword has as its value.
  SchemaNode child(String keyword) {
    return new SchemaNode(json.get(keyword), where, at + "/" + keyword);
  }

  /// The schemas that a keyword lists, at least one.
  List<SchemaNode> children(String keyword) {
    JsonNode list = require(keyword, value -> value.isArray() && !value.isEmpty(), "schemas");
    List<SchemaNode> children = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      children.add(new SchemaNode(list.get(i), where, at + "/" + keyword + "/" + i));
    }
    return children;
  }

  /// The schemas that a keyword has under names.
  Set<Map.Entry<String, JsonNode>> named(String keyword) {
    return require(keyword, JsonNode::isObject, "an object of schemas").properties();
  }

  /// The schema that `properties` has under a name.
  SchemaNode property(String name, JsonNode schema) {
    return new SchemaNode(schema, where, at + "/properties/" + Reference.escaped(name));
  }

  Set<String> names(String keyword) {
    Set<String> names = new LinkedHashSet<>();
    if (has(keyword)) {
      for (JsonNode name : require(keyword, JsonNode::isArray, "a list of names")) {
        if (!name.isString()) {
          throw error(keyword, "expected names, found " + name);
        }
        names.add(name.asString());
      }
    }
    return names;
  }

  Set<String> types(List<String> all) {
    if (!has("type")) {
      return new LinkedHashSet<>(all);
    }
    JsonNode type = json.get("type");
    Set<String> types = new LinkedHashSet<>();
    for (JsonNode name : type.isArray() ? type : List.of(type)) {
      if (!name.isString() || !all.contains(name.asString())) {
        throw error("type", "unknown type " + name + ", expected one of " + String.join(", ", all));
      }
      types.add(name.asString());
    }
    if (types.isEmpty()) {
      throw error("type", "expected at least one type");
    }
    return types;
  }

  Optional<BigDecimal> decimal(String keyword) {
    if (!has(keyword)) {
      return Optional.empty();
    }
    BigDecimal number = Json.decimal(require(keyword, Json::isNumber, "a number"));
    long before = (long) number.precision() - number.scale();
    if (before > MOST_DIGITS || number.scale() > MOST_DIGITS) {
      throw error(keyword, "expected a number of at most " + MOST_DIGITS + " digits, found more");
    }
    return Optional.of(number);
  }

  OptionalInt count(String keyword) {
    if (!has(keyword)) {
      return OptionalInt.empty();
    }
    BigDecimal most = new BigDecimal(Integer.MAX_VALUE);
    Predicate<JsonNode> isCount =
        value ->
            Json.isWhole(value)
                && Json.decimal(value).signum() >= 0
                && Json.decimal(value).compareTo(most) <= 0;
    JsonNode value = require(keyword, isCount, "a whole number from 0 to " + most);
    return OptionalInt.of(Json.decimal(value).intValue());
  }

  boolean flag(String keyword) {
    return has(keyword) && require(keyword, JsonNode::isBoolean, "true or false").asBoolean();
  }

  JsonNode require(String keyword, Predicate<JsonNode> holds, String expected) {
    JsonNode value = json.get(keyword);
    if (!holds.test(value)) {
      throw error(keyword, "expected " + expected + ", found " + value);
    }
    return value;
  }

  UsherException error(String keyword, String message) {
    return error(where, at + "/" + Reference.escaped(keyword), message);
  }

  UsherException error(String message) {
    return error(where, at, message);
  }

  static UsherException error(String where, String at, String message) {
    return new UsherException(where + "#" + at, message);
  }
}
