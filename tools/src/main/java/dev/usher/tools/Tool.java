package dev.usher.tools;

import dev.usher.tools.schema.Schema;
import java.util.regex.Pattern;

/// Something that can be called.
///
/// @param name 1 to 64 letters, digits, `_`, `.` or `-`
/// @param description what it does, for people and for the model; may be empty
/// @param parameters the objects of arguments that it takes
/// @param risk what it may do to the world
public record Tool(String name, String description, Schema parameters, Risk risk) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  /// Checks the name.
  ///
  /// @throws UsherException if it is no tool name
  public Tool {
    requireName(name, "tool");
  }

  static void requireName(String name, String where) {
    if (!NAME.matcher(name).matches()) {
      throw new UsherException(
          where, "'" + name + "' is no tool name: 1 to 64 letters, digits, '_', '.' or '-'");
    }
  }
}
