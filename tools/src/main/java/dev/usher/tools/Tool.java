package dev.usher.tools;

import dev.usher.tools.schema.Schema;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Something that can be called.
///
/// @param name 1 to 64 letters, digits, `_`, `.` or `-`
/// @param description what it does, for people and for the model; may be empty
/// @param parameters the objects of arguments that it takes
/// @param risk what it may do to the world
public record Tool(String name, String description, Schema parameters, Risk risk) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /// Checks the name and the parameters.
  ///
  /// @throws UsherException if the name is no tool name or the parameters are not objects
  public Tool {
    requireName(name, "tool");
    requireObjects(parameters, "tool '" + name + "'");
  }

  static void requireName(String name, String where) {
    if (!NAME.matcher(name).matches()) {
      throw new UsherException(
          where, "'" + name + "' is no tool name: 1 to 64 letters, digits, '_', '.' or '-'");
    }
  }

  static void requireObjects(Schema schema, String where) {
    boolean objects = shapes(schema).allMatch(Schema.ObjectSchema.class::isInstance);
    if (!objects) {
      throw new UsherException(
          where,
          "arguments are an object, but the schema admits other values; say 'type': 'object',"
              + " in each alternative if there are several");
    }
  }

  private static Stream<Schema> shapes(Schema schema) {
    return schema instanceof Schema.UnionSchema union
        ? union.alternatives().stream().flatMap(Tool::shapes)
        : Stream.of(schema);
  }

  /// The ways to call it: its parameters, or each alternative where there are several.
  ///
  /// @return at least one
  public List<Schema.ObjectSchema> shapes() {
    return shapes(parameters).map(Schema.ObjectSchema.class::cast).toList();
  }
}
