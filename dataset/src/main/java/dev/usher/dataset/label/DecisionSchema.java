package dev.usher.dataset.label;

import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.schema.Schema;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of an answer that labels a prompt: an object with a decision, in one of the
/// forms of [dev.usher.dataset.PlainRow], and before it, if wanted, a thought. It says what JSON
/// Schema has words for; what else the catalogue asks for is checked afterwards.
final class DecisionSchema {
  static final String DECISION = "decision";
  static final String THOUGHT = "thought";
  private static final int SEVERAL = 2;

  private DecisionSchema() {}

  static ObjectNode of(ToolCatalog catalog, boolean answers, boolean thoughts) {
    ObjectNode schema = object();
    if (thoughts) {
      require(schema, THOUGHT, typed("string"));
    }
    ObjectNode decision = node();
    ArrayNode forms = decision.putArray("anyOf");
    ArrayNode calls = forms.arrayNode();
    catalog.tools().forEach(tool -> calls.add(call(tool)));
    calls.forEach(forms::add);
    ObjectNode several = object();
    ObjectNode list = typed("array").put("minItems", SEVERAL);
    list.putObject("items").set("anyOf", calls.deepCopy());
    forms.add(require(several, "calls", list));
    if (answers) {
      forms.add(require(object(), "answer", typed("string")));
    }
    return require(schema, DECISION, decision);
  }

  private static ObjectNode call(Tool tool) {
    ObjectNode name = typed("string");
    name.putArray("enum").add(tool.name());
    ObjectNode call = require(object(), "name", name);
    return require(call, "arguments", json(tool.parameters()));
  }

  private static ObjectNode json(Schema schema) {
    return switch (schema) {
      case Schema.AnySchema _ -> node();
      case Schema.NothingSchema _ ->
          throw new IllegalArgumentException("no value fits, so nobody can be asked for one");
      case Schema.ConstantSchema constant -> {
        ObjectNode json = node();
        constant.values().forEach(json.putArray("enum")::add);
        yield json;
      }
      case Schema.StringSchema string ->
          bounded(typed("string"), "Length", string.minLength(), string.maxLength());
      case Schema.IntegerSchema(var minimum, var maximum) ->
          range(typed("integer"), minimum.map(BigDecimal::new), maximum.map(BigDecimal::new));
      case Schema.NumberSchema(var minimum, var maximum) ->
          range(typed("number"), minimum, maximum);
      case Schema.BooleanSchema _ -> typed("boolean");
      case Schema.NullSchema _ -> typed("null");
      case Schema.ArraySchema array -> {
        ObjectNode json = typed("array");
        if (!(array.items() instanceof Schema.NothingSchema)) {
          json.set("items", json(array.items()));
        }
        yield bounded(json, "Items", array.minItems(), array.maxItems());
      }
      case Schema.ObjectSchema object -> json(object);
      case Schema.UnionSchema union -> {
        ObjectNode json = node();
        ArrayNode alternatives = json.putArray("anyOf");
        union.alternatives().forEach(each -> alternatives.add(json(each)));
        yield json;
      }
    };
  }

  private static ObjectNode json(Schema.ObjectSchema object) {
    ObjectNode json = object();
    object
        .properties()
        .forEach((name, property) -> {
          if (property.required()) {
            require(json, name, json(property.schema()));
          } else if (!(property.schema() instanceof Schema.NothingSchema)) {
            json.withObject("/properties").set(name, json(property.schema()));
          }
        });
    object.additional().ifPresent(other -> json.set("additionalProperties", json(other)));
    return json;
  }

  private static ObjectNode bounded(
      ObjectNode json, String what, int minimum, OptionalInt maximum) {
    if (minimum > 0) {
      json.put("min" + what, minimum);
    }
    maximum.ifPresent(most -> json.put("max" + what, most));
    return json;
  }

  private static ObjectNode range(
      ObjectNode json, Optional<BigDecimal> minimum, Optional<BigDecimal> maximum) {
    minimum.ifPresent(least -> json.put("minimum", least));
    maximum.ifPresent(most -> json.put("maximum", most));
    return json;
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode typed(String type) {
    return node().put("type", type);
  }

  /// An object with no properties yet, and none but those that are added.
  private static ObjectNode object() {
    ObjectNode json = typed("object");
    json.putObject("properties");
    json.putArray("required");
    return json.put("additionalProperties", false);
  }

  private static ObjectNode require(ObjectNode object, String name, ObjectNode schema) {
    object.withObject("/properties").set(name, schema);
    object.withArray("/required").add(name);
    return object;
  }
}
