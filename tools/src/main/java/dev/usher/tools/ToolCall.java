package dev.usher.tools;

import dev.usher.tools.schema.Json;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/// One tool with its arguments. Two calls are equal when their arguments are equal as JSON: in any
/// order, and 1 equals 1.0.
///
/// @param name of the tool
/// @param arguments copied in; not to be changed
public record ToolCall(String name, ObjectNode arguments) {
  /// Copies the arguments.
  public ToolCall {
    arguments = arguments.deepCopy();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ToolCall call
        && name.equals(call.name)
        && Json.equal(arguments, call.arguments);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, Json.hash(arguments));
  }
}
