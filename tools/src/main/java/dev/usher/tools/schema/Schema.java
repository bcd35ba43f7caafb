package dev.usher.tools.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/// A set of JSON values, in a form that says it plainly: references are resolved, keywords that
/// stand side by side are combined, and one kind of value remains in each record.
public sealed interface Schema {

  /// Every value.
  record AnySchema() implements Schema {}

  /// No value.
  record NothingSchema() implements Schema {}

  /// These values and no other.
  ///
  /// @param values at least one; no two are equal as JSON (1 equals 1.0)
  record ConstantSchema(List<JsonNode> values) implements Schema {
    /// Copies the list, without those equal to an earlier one.
    ///
    /// @throws IllegalArgumentException if it is empty
    public ConstantSchema {
      values = Json.distinct(values);
      require(!values.isEmpty(), "no constants");
    }
  }

  /// Texts.
  ///
  /// @param minLength in code points, at least 0
  /// @param maxLength in code points, not below the minimum
  /// @param relativePath whether only paths inside a folder are meant: not empty, no leading `/` or
  ///   `~`, no drive letter, no backslash, no segment `..`
  /// @param extractive whether the value is always said by the user, word for word
  record StringSchema(
      int minLength, OptionalInt maxLength, boolean relativePath, boolean extractive)
      implements Schema {
    /// Checks the bounds.
    ///
    /// @throws IllegalArgumentException if no text fits them
    public StringSchema {
      requireCounts(minLength, maxLength);
    }
  }

  /// Whole numbers; 1.0 is one.
  ///
  /// @param minimum the smallest, if there is one
  /// @param maximum the largest, if there is one
  record IntegerSchema(Optional<BigInteger> minimum, Optional<BigInteger> maximum)
      implements Schema {
    /// Checks the bounds.
    ///
    /// @throws IllegalArgumentException if the minimum is above the maximum
    public IntegerSchema {
      requireOrder(minimum, maximum);
    }
  }

  /// Numbers.
  ///
  /// @param minimum the smallest, if there is one
  /// @param maximum the largest, if there is one
  record NumberSchema(Optional<BigDecimal> minimum, Optional<BigDecimal> maximum)
      implements Schema {
    /// Checks the bounds.
    ///
    /// @throws IllegalArgumentException if the minimum is above the maximum
    public NumberSchema {
      requireOrder(minimum, maximum);
    }
  }

  /// True and false.
  record BooleanSchema() implements Schema {}

  /// Null.
  record NullSchema() implements Schema {}

  /// Lists.
  ///
  /// @param items what each element may be
  /// @param minItems at least 0
  /// @param maxItems not below the minimum
  record ArraySchema(Schema items, int minItems, OptionalInt maxItems) implements Schema {
    /// Checks the bounds.
    ///
    /// @throws IllegalArgumentException if no list fits them
    public ArraySchema {
      requireCounts(minItems, maxItems);
      boolean noItem = items instanceof NothingSchema;
      require(!noItem || maxItems.equals(OptionalInt.of(0)), "no element fits the items");
    }
  }

  /// Objects.
  ///
  /// @param properties the named ones, in catalogue order; a required one admits some value
  /// @param additional what a property of another name may be; empty where there may be none
  /// @param different pairs of text properties that must not have the same value
  record ObjectSchema(
      SequencedMap<String, Property> properties,
      Optional<Schema> additional,
      List<List<String>> different)
      implements Schema {
    /// Copies the collections.
    ///
    /// @throws IllegalArgumentException if no value fits a required property, or the pairs are none
    public ObjectSchema {
      properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
      different = different.stream().map(List::copyOf).toList();
      for (Property property : properties.values()) {
        boolean impossible = property.required() && property.schema() instanceof NothingSchema;
        require(!impossible, "no value fits a required property");
      }
      boolean closed = additional.isEmpty();
      require(closed || !(additional.get() instanceof NothingSchema), "additional fits nothing");
      require(different.stream().allMatch(pair -> pair.size() == 2), "not a pair");
    }
  }

  /// A named property of an object.
  ///
  /// @param schema what it may be
  /// @param required whether it must be there
  record Property(Schema schema, boolean required) {}

  /// What one of the alternatives admits. They may overlap.
  ///
  /// @param alternatives at least two, none of them a union, [AnySchema] or [NothingSchema]
  record UnionSchema(List<Schema> alternatives) implements Schema {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if it has fewer than two alternatives, or one that is none
    public UnionSchema {
      alternatives = List.copyOf(alternatives);
      require(alternatives.size() >= 2, "a union of fewer than two");
      for (Schema alternative : alternatives) {
        switch (alternative) {
          case UnionSchema _, AnySchema _, NothingSchema _ ->
              throw new IllegalArgumentException("no alternative: " + alternative);
          case ConstantSchema _,
              StringSchema _,
              IntegerSchema _,
              NumberSchema _,
              BooleanSchema _,
              NullSchema _,
              ArraySchema _,
              ObjectSchema _ -> {}
        }
      }
    }
  }

  /// Whether a value is in the set.
  ///
  /// @param value any JSON value
  /// @return true if it is
  default boolean accepts(JsonNode value) {
    return violations(value).isEmpty();
  }

  /// Why a value is not in the set.
  ///
  /// @param value any JSON value
  /// @return each place with its reason, empty if the value is in the set
  default List<Violation> violations(JsonNode value) {
    return new SchemaCheck().violations(this, value, "");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static void requireCounts(int minimum, OptionalInt maximum) {
    require(minimum >= 0, "a minimum below 0: " + minimum);
    require(
        maximum.isEmpty() || minimum <= maximum.getAsInt(),
        "minimum " + minimum + " above maximum " + maximum);
  }

  private static <T extends Comparable<T>> void requireOrder(Optional<T> low, Optional<T> high) {
    boolean ordered = low.isEmpty() || high.isEmpty() || low.get().compareTo(high.get()) <= 0;
    require(ordered, "minimum " + low + " above maximum " + high);
  }
}
