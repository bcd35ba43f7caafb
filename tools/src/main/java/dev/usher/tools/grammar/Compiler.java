package dev.usher.tools.grammar;

import dev.usher.tools.grammar.ObjectElement.Member;
import dev.usher.tools.grammar.ObjectElement.Shape;
import dev.usher.tools.grammar.ObjectElement.Style;
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
import dev.usher.tools.schema.Schema.StringSchema;
import dev.usher.tools.schema.Schema.UnionSchema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns a schema into an element.
final class Compiler {
  private static final Element NOTHING = new ChoiceElement(List.of());
  private static final int NO_LIMIT = -1;

  private final KeyOrder order;
  private final Optional<Spans> said;
  private final Map<StringSchema, Element> pieces = new HashMap<>();
  private final List<Element> anything = new ArrayList<>();

  /// @param said by the user, where extractive texts are to be pieces of it
  Compiler(KeyOrder order, Optional<Spans> said) {
    this.order = order;
    this.said = said;
  }

  /// The values of `schema`; an object at its top in the given style.
  Element compile(Schema schema, Style style) {
    return switch (schema) {
      case AnySchema _ -> anything(Grammar.DEEPEST);
      case NothingSchema _ -> NOTHING;
      case ConstantSchema constant -> constants(constant.values(), style);
      case StringSchema string -> text(string);
      case IntegerSchema integer ->
          new NumberElement(
              bound(integer.minimum().map(BigDecimal::new)),
              bound(integer.maximum().map(BigDecimal::new)),
              false);
      case NumberSchema number ->
          new NumberElement(bound(number.minimum()), bound(number.maximum()), true);
      case BooleanSchema _ -> new ConstantElement(List.of("true", "false"));
      case NullSchema _ -> new ConstantElement(List.of("null"));
      case ArraySchema array ->
          ListElement.array(
              compile(array.items(), Style.JSON),
              array.minItems(),
              array.maxItems().orElse(NO_LIMIT));
      case ObjectSchema object -> object(object, style);
      case UnionSchema union ->
          new ChoiceElement(
              union.alternatives().stream().map(each -> compile(each, style)).toList());
    };
  }

  private Element text(StringSchema schema) {
    if (schema.extractive() && said.isPresent()) {
      return pieces.computeIfAbsent(schema, _ -> new SpanElement(said.get(), schema));
    }
    return StringElement.of(
        schema.minLength(),
        schema.maxLength().orElse(StringElement.NO_LIMIT),
        schema.relativePath());
  }

  private static Optional<BigDecimal> bound(Optional<BigDecimal> bound) {
    bound.ifPresent(CanonicalJson::number);
    return bound;
  }

  private static Element constants(List<JsonNode> values, Style style) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      String text =
          value instanceof ObjectNode object
              ? CanonicalWriter.constantText(object, style)
              : CanonicalJson.write(value);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    return new ConstantElement(texts);
  }

  private Element object(ObjectSchema schema, Style style) {
    List<Member> members = new ArrayList<>();
    schema
        .properties()
        .forEach((name, property) ->
            members.add(
                new Member(name, compile(property.schema(), Style.JSON), property.required())));
    List<String> names = List.copyOf(schema.properties().sequencedKeySet());
    List<int[]> different = new ArrayList<>();
    for (List<String> pair : schema.different()) {
      different.add(new int[] {names.indexOf(pair.get(0)), names.indexOf(pair.get(1))});
    }
    @Nullable Element additional =
        schema.additional().map(each -> compile(each, Style.JSON)).orElse(null);
    return new ObjectElement(new Shape(members, additional, different), style, order);
  }

  /// Any value, with so many arrays and objects inside each other.
  private Element anything(int depth) {
    while (anything.size() <= depth) {
      anything.add(anythingOver(anything.isEmpty() ? NOTHING : anything.getLast()));
    }
    return anything.get(depth);
  }

  private Element anythingOver(Element inner) {
    List<Element> kinds = new ArrayList<>();
    kinds.add(new ConstantElement(List.of("null", "true", "false")));
    kinds.add(StringElement.of(0, StringElement.NO_LIMIT, false));
    kinds.add(new NumberElement(Optional.empty(), Optional.empty(), true));
    if (inner.cost() != Cost.NEVER) {
      kinds.add(ListElement.array(inner, 0, NO_LIMIT));
      kinds.add(new ObjectElement(new Shape(List.of(), inner, List.of()), Style.JSON, order));
    }
    return new ChoiceElement(kinds);
  }
}
