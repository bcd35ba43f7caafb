package dev.usher.dataset.scenario;

import dev.usher.tools.Tool;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.Schema.ObjectSchema;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// A call that is wanted, without its values.
///
/// @param tool to be called
/// @param shape the arguments that it takes, one of the alternatives where its schema has several
/// @param arguments names of those that are to be there: all required ones and some others
public record CallPlan(Tool tool, ObjectSchema shape, SequencedSet<String> arguments) {
  /// Copies the names.
  public CallPlan {
    arguments = new LinkedHashSet<>(arguments);
  }

  /// Whether an argument has to be there.
  ///
  /// @param argument one of the shape's
  /// @return true if so
  /// @throws IllegalArgumentException if it is none
  public boolean requires(String argument) {
    return property(argument).required();
  }

  /// The same call without an argument.
  ///
  /// @param argument one that does not have to be there
  /// @return a new plan
  public CallPlan without(String argument) {
    SequencedSet<String> others = new LinkedHashSet<>(arguments);
    others.remove(argument);
    return new CallPlan(tool, shape, others);
  }

  /// What an argument may be.
  ///
  /// @param argument one of the shape's
  /// @return its schema
  /// @throws IllegalArgumentException if it is none
  public Schema schema(String argument) {
    return property(argument).schema();
  }

  private Schema.Property property(String argument) {
    Schema.Property property = shape.properties().get(argument);
    if (property == null) {
      throw new IllegalArgumentException(tool.name() + " has no argument " + argument);
    }
    return property;
  }
}
