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
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;

/// Combines schemas: what both admit, and what one of several admits. A set that is seen to be
/// empty becomes [NothingSchema].
final class Intersection {
  private Intersection() {}

  /// What one of the schemas admits.
  static Schema union(List<Schema> schemas) {
    List<Schema> alternatives = new ArrayList<>();
    for (Schema schema : schemas) {
      switch (schema) {
        case AnySchema any -> {
          return any;
        }
        case NothingSchema _ -> {}
        case UnionSchema union -> alternatives.addAll(union.alternatives());
        default -> alternatives.add(schema);
      }
    }
    List<Schema> distinct = distinct(alternatives);
    return switch (distinct.size()) {
      case 0 -> new NothingSchema();
      case 1 -> distinct.getFirst();
      default -> new UnionSchema(distinct);
    };
  }

  /// An object that is still to be closed is not the same as one that is open by its own word.
  private static List<Schema> distinct(List<Schema> schemas) {
    record Key(Schema schema, boolean unsaid) {}
    Map<Key, Schema> distinct = new LinkedHashMap<>();
    for (Schema schema : schemas) {
      boolean unsaid =
          schema instanceof ObjectSchema object
              && object.additional().filter(Closing::isUnsaid).isPresent();
      distinct.putIfAbsent(new Key(schema, unsaid), schema);
    }
    return List.copyOf(distinct.values());
  }

  /// What both schemas admit. What `a` names comes first.
  static Schema of(Schema a, Schema b) {
    return switch (a) {
      case AnySchema _ -> b instanceof AnySchema && Closing.isUnsaid(b) ? a : b;
      case NothingSchema nothing -> nothing;
      case UnionSchema union ->
          union(union.alternatives().stream().map(alternative -> of(alternative, b)).toList());
      case ConstantSchema constant -> constants(constant, b);
      default ->
          switch (b) {
            case AnySchema _, NothingSchema _, ConstantSchema _ -> of(b, a);
            case UnionSchema union ->
                union(union.alternatives().stream().map(each -> of(a, each)).toList());
            default -> ofOneKind(a, b);
          };
    };
  }

  static Schema constants(ConstantSchema constant, Schema other) {
    List<JsonNode> values = constant.values().stream().filter(other::accepts).toList();
    return values.isEmpty() ? new NothingSchema() : new ConstantSchema(values);
  }

  private static Schema ofOneKind(Schema a, Schema b) {
    return switch (a) {
      case StringSchema x when b instanceof StringSchema y -> strings(x, y);
      case IntegerSchema x when b instanceof IntegerSchema y ->
          integer(larger(x.minimum(), y.minimum()), smaller(x.maximum(), y.maximum()));
      case IntegerSchema x when b instanceof NumberSchema y -> wholeNumbers(x, y);
      case NumberSchema x when b instanceof IntegerSchema y -> wholeNumbers(y, x);
      case NumberSchema x when b instanceof NumberSchema y ->
          number(larger(x.minimum(), y.minimum()), smaller(x.maximum(), y.maximum()));
      case BooleanSchema x when b instanceof BooleanSchema -> x;
      case NullSchema x when b instanceof NullSchema -> x;
      case ArraySchema x when b instanceof ArraySchema y ->
          array(
              of(x.items(), y.items()),
              Math.max(x.minItems(), y.minItems()),
              smaller(x.maxItems(), y.maxItems()));
      case ObjectSchema x when b instanceof ObjectSchema y -> objects(x, y);
      default -> new NothingSchema();
    };
  }

  private static Schema strings(StringSchema a, StringSchema b) {
    return string(
        Math.max(a.minLength(), b.minLength()),
        smaller(a.maxLength(), b.maxLength()),
        a.relativePath() || b.relativePath(),
        a.extractive() || b.extractive());
  }

  private static Schema wholeNumbers(IntegerSchema integers, NumberSchema numbers) {
    return integer(
        larger(integers.minimum(), numbers.minimum().map(Intersection::ceiling)),
        smaller(integers.maximum(), numbers.maximum().map(Intersection::floor)));
  }

  /// The number of schemas in a schema, itself included.
  static long weight(Schema schema) {
    return switch (schema) {
      case ArraySchema array -> 1 + weight(array.items());
      case UnionSchema union ->
          1 + union.alternatives().stream().mapToLong(Intersection::weight).sum();
      case ObjectSchema object ->
          1
              + object.additional().map(Intersection::weight).orElse(0L)
              + object.properties().values().stream().mapToLong(p -> weight(p.schema())).sum();
      case ConstantSchema constant -> constant.values().size();
      case AnySchema _,
          NothingSchema _,
          StringSchema _,
          IntegerSchema _,
          NumberSchema _,
          BooleanSchema _,
          NullSchema _ ->
          1;
    };
  }

  static BigInteger ceiling(BigDecimal number) {
    return number.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
  }

  static BigInteger floor(BigDecimal number) {
    return number.setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
  }

  private static Schema objects(ObjectSchema a, ObjectSchema b) {
    SequencedMap<String, Property> properties = new LinkedHashMap<>();
    LinkedHashSet<String> names = new LinkedHashSet<>(a.properties().keySet());
    names.addAll(b.properties().keySet());
    for (String name : names) {
      Schema schema = of(property(a, name), property(b, name));
      properties.put(name, new Property(schema, requires(a, name) || requires(b, name)));
    }
    Optional<Schema> additional =
        a.additional().isPresent() && b.additional().isPresent()
            ? Optional.of(of(a.additional().get(), b.additional().get()))
            : Optional.empty();
    List<List<String>> different = new ArrayList<>(a.different());
    different.addAll(b.different());
    return object(properties, additional, different);
  }

  private static Schema property(ObjectSchema object, String name) {
    Property property = object.properties().get(name);
    return property == null ? object.additional().orElse(new NothingSchema()) : property.schema();
  }

  private static boolean requires(ObjectSchema object, String name) {
    Property property = object.properties().get(name);
    return property != null && property.required();
  }

  static Schema string(int min, OptionalInt max, boolean relativePath, boolean extractive) {
    boolean empty = max.isPresent() && max.getAsInt() < Math.max(min, relativePath ? 1 : 0);
    return empty ? new NothingSchema() : new StringSchema(min, max, relativePath, extractive);
  }

  static Schema integer(Optional<BigInteger> minimum, Optional<BigInteger> maximum) {
    return isEmpty(minimum, maximum) ? new NothingSchema() : new IntegerSchema(minimum, maximum);
  }

  static Schema number(Optional<BigDecimal> minimum, Optional<BigDecimal> maximum) {
    return isEmpty(minimum, maximum) ? new NothingSchema() : new NumberSchema(minimum, maximum);
  }

  private static <T extends Comparable<T>> boolean isEmpty(Optional<T> min, Optional<T> max) {
    return min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0;
  }

  static Schema array(Schema items, int minItems, OptionalInt maxItems) {
    boolean noItem = items instanceof NothingSchema;
    OptionalInt most = noItem ? OptionalInt.of(0) : maxItems;
    return most.isPresent() && minItems > most.getAsInt()
        ? new NothingSchema()
        : new ArraySchema(items, minItems, most);
  }

  static Schema object(
      SequencedMap<String, Property> properties,
      Optional<Schema> additional,
      List<List<String>> different) {
    for (Map.Entry<String, Property> property : properties.entrySet()) {
      boolean impossible = property.getValue().schema() instanceof NothingSchema;
      if (impossible && property.getValue().required()) {
        return new NothingSchema();
      }
    }
    Optional<Schema> possible = additional.filter(schema -> !(schema instanceof NothingSchema));
    return new ObjectSchema(properties, possible, different);
  }

  private static <T extends Comparable<T>> Optional<T> larger(Optional<T> a, Optional<T> b) {
    return choose(a, b, (x, y) -> x.compareTo(y) >= 0 ? x : y);
  }

  private static <T extends Comparable<T>> Optional<T> smaller(Optional<T> a, Optional<T> b) {
    return choose(a, b, (x, y) -> x.compareTo(y) <= 0 ? x : y);
  }

  private static <T> Optional<T> choose(Optional<T> a, Optional<T> b, BinaryOperator<T> preferred) {
    return a.isPresent() && b.isPresent()
        ? Optional.of(preferred.apply(a.get(), b.get()))
        : a.or(() -> b);
  }

  private static OptionalInt smaller(OptionalInt a, OptionalInt b) {
    if (a.isPresent() && b.isPresent()) {
      return OptionalInt.of(Math.min(a.getAsInt(), b.getAsInt()));
    }
    return a.isPresent() ? a : b;
  }
}
