package dev.usher.dataset.profile;

import dev.usher.dataset.DatasetManifest.Counts;
import dev.usher.dataset.Example;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.schema.Schema.ObjectSchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// How a tool is used.
///
/// @param name of the tool
/// @param rows whose first call is one of this tool, side by side
/// @param calls of this tool in all rows
/// @param arguments each with how often it is there
public record ToolUse(String name, Counts rows, int calls, List<ArgumentUse> arguments) {

  /// Copies the list.
  public ToolUse {
    arguments = List.copyOf(arguments);
  }

  /// How often an argument is there.
  ///
  /// @param name of the argument
  /// @param required whether every call must have it
  /// @param present calls that have it
  /// @param absent calls that do not
  public record ArgumentUse(String name, boolean required, int present, int absent) {}

  static ToolUse of(Tool tool, Counts rows, List<Example> examples) {
    List<ToolCall> calls =
        examples.stream()
            .flatMap(example -> example.decision().calls().stream())
            .filter(call -> call.name().equals(tool.name()))
            .toList();
    SequencedSet<String> names = new LinkedHashSet<>();
    tool.shapes().forEach(shape -> names.addAll(shape.properties().keySet()));
    calls.forEach(call -> call.arguments().propertyNames().forEach(names::add));
    List<ArgumentUse> arguments = names.stream().map(name -> argument(tool, name, calls)).toList();
    return new ToolUse(tool.name(), rows, calls.size(), arguments);
  }

  private static ArgumentUse argument(Tool tool, String name, List<ToolCall> calls) {
    boolean required = tool.shapes().stream().allMatch(shape -> requires(shape, name));
    int present = (int) calls.stream().filter(call -> call.arguments().has(name)).count();
    return new ArgumentUse(name, required, present, calls.size() - present);
  }

  private static boolean requires(ObjectSchema shape, String name) {
    var property = shape.properties().get(name);
    return property != null && property.required();
  }
}
