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
    /// Copies the list.
    public ConstantSchema {
      values = List.copyOf(values);
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
      implements Schema {}

  /// Whole numbers; 1.0 is one.
  ///
  /// @param minimum the smallest, if there is one
  /// @param maximum the largest, if there is one
  record IntegerSchema(Optional<BigInteger> minimum, Optional<BigInteger> maximum)
      implements Schema {}

  /// Numbers.
  ///
  /// @param minimum the smallest, if there is one
  /// @param maximum the largest, if there is one
  record NumberSchema(Optional<BigDecimal> minimum, Optional<BigDecimal> maximum)
      implements Schema {}

  /// True and false.
  record BooleanSchema() implements Schema {}

  /// Null.
  record NullSchema() implements Schema {}

  /// Lists.
  ///
  /// @param items what each element may be
  /// @param minItems at least 0
  /// @param maxItems not below the minimum
  record ArraySchema(Schema items, int minItems, OptionalInt maxItems) implements Schema {}

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
    public ObjectSchema {
      properties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(properties));
      different = List.copyOf(different);
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
    public UnionSchema {
      alternatives = List.copyOf(alternatives);
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
}
