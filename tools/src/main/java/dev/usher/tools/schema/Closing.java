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
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Closes the objects of a tool's arguments: one that names properties and does not say
/// `additionalProperties` has those and no other. It is done last, when all that is said of one
/// place has come together, so that an alternative of `anyOf` does not shut out what stands beside
/// it.
///
/// An object below the arguments that names nothing at all stays open: it is free-form data.
final class Closing {
  /// What is meant where a schema is silent: anything, until the object is closed. It is told from
  /// other schemas by identity.
  static final AnySchema UNSAID = new AnySchema();

  private final Consumer<String> undescribed;

  private Closing(Consumer<String> undescribed) {
    this.undescribed = undescribed;
  }

  /// The closed form of a schema.
  ///
  /// @param arguments whether the schema is that of a tool's arguments, not of one value in them
  /// @param undescribed takes the name of each required property that no one describes
  static Schema close(Schema schema, boolean arguments, Consumer<String> undescribed) {
    return new Closing(undescribed).closed(schema, arguments);
  }

  @SuppressWarnings("ReferenceEquality")
  static boolean isUnsaid(Schema schema) {
    return schema == UNSAID;
  }

  private Schema closed(Schema schema, boolean arguments) {
    return switch (schema) {
      case AnySchema _,
          NothingSchema _,
          ConstantSchema _,
          StringSchema _,
          IntegerSchema _,
          NumberSchema _,
          BooleanSchema _,
          NullSchema _ ->
          schema;
      case ArraySchema array ->
          new ArraySchema(closed(array.items(), false), array.minItems(), array.maxItems());
      case ObjectSchema object -> object(object, arguments);
      case UnionSchema union ->
          Intersection.union(
              union.alternatives().stream().map(each -> closed(each, arguments)).toList());
    };
  }

  private ObjectSchema object(ObjectSchema object, boolean arguments) {
    SequencedMap<String, Property> properties = new LinkedHashMap<>();
    object
        .properties()
        .forEach((name, property) -> {
          if (isUnsaid(property.schema())) {
            undescribed.accept(name);
          }
          Schema schema = closed(property.schema(), false);
          properties.put(name, new Property(schema, property.required()));
        });
    boolean freeForm = properties.isEmpty() && !arguments;
    return new ObjectSchema(
        properties, additional(object.additional(), freeForm), object.different());
  }

  private Optional<Schema> additional(Optional<Schema> additional, boolean freeForm) {
    if (additional.isPresent() && isUnsaid(additional.get())) {
      return freeForm ? Optional.of(new AnySchema()) : Optional.empty();
    }
    return additional.map(schema -> closed(schema, false));
  }
}
