package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.Schema.ConstantSchema;
import dev.usher.tools.schema.Schema.ObjectSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Whatever a catalogue admits is shown at least once: each tool, each argument, each value of an
/// enumeration, optional arguments also absent, and a request that no tool is right for; and of the
/// scenarios behind the rows, where they are known, each value of each axis. A model guesses at
/// what it was never shown.
public final class CoverageRule {
  static final String NAME = "coverage";

  private static final int SHOWN = 5;

  private final List<Gap> gaps = new ArrayList<>();

  private CoverageRule() {}

  /// Looks at what is learned from.
  ///
  /// @param catalog what may be called
  /// @param rows the training side
  /// @return what is never shown
  public static List<Gap> gaps(ToolCatalog catalog, List<Candidate> rows) {
    CoverageRule rule = new CoverageRule();
    Map<String, List<ToolCall>> calls =
        rows.stream()
            .flatMap(row -> row.decision().calls().stream())
            .collect(Collectors.groupingBy(ToolCall::name));
    catalog.tools().forEach(tool -> rule.tool(tool, calls.getOrDefault(tool.name(), List.of())));
    if (rows.stream().noneMatch(row -> row.decision().calls().isEmpty())) {
      rule.gap("no row is answered without a call", "a model will call a tool for everything");
    }
    return rule.gaps;
  }

  /// Names values of scenarios that no row was written for.
  ///
  /// @param axis such as `style`
  /// @param unused its values without rows
  /// @return the gap, if there are such values
  public static Optional<Gap> gap(String axis, List<String> unused) {
    if (unused.isEmpty()) {
      return Optional.empty();
    }
    String names =
        unused.stream().limit(SHOWN).map("'%s'"::formatted).collect(Collectors.joining(", "));
    String more = unused.size() > SHOWN ? " and %d more".formatted(unused.size() - SHOWN) : "";
    return Optional.of(
        new Gap(
            NAME,
            "no row has the %s %s%s; a model will not know it: write more rows"
                .formatted(axis, names, more)));
  }

  private void gap(String missing, String consequence) {
    gaps.add(new Gap(NAME, missing + "; " + consequence + ": add some"));
  }

  private void tool(Tool tool, List<ToolCall> calls) {
    if (calls.isEmpty()) {
      gap("no row calls " + tool.name(), "a model will not call it either");
      return;
    }
    arguments(tool)
        .forEach((name, places) -> {
          String argument = tool.name() + "." + name;
          List<JsonNode> values =
              calls.stream()
                  .map(call -> call.arguments().get(name))
                  .filter(Objects::nonNull)
                  .toList();
          presence(argument, places, values.size(), calls.size());
          enumeration(argument, places, values);
        });
  }

  /// By name, what the argument is in each way to call the tool that has it.
  private static Map<String, List<Schema.Property>> arguments(Tool tool) {
    Map<String, List<Schema.Property>> arguments = new LinkedHashMap<>();
    for (ObjectSchema shape : tool.shapes()) {
      shape
          .properties()
          .forEach((name, property) ->
              arguments.computeIfAbsent(name, _ -> new ArrayList<>()).add(property));
    }
    return arguments;
  }

  private void presence(String argument, List<Schema.Property> places, int present, int calls) {
    if (present == 0) {
      gap("no row has " + argument, "a model will not fill it");
    } else if (present == calls && places.stream().anyMatch(place -> !place.required())) {
      gap("every call has " + argument + ", which is optional", "a model will always fill it");
    }
  }

  private void enumeration(String argument, List<Schema.Property> places, List<JsonNode> seen) {
    Set<JsonNode> missing = new LinkedHashSet<>();
    for (Schema.Property place : places) {
      if (place.schema() instanceof ConstantSchema constants) {
        missing.addAll(constants.values());
      }
    }
    seen.forEach(missing::remove);
    if (!seen.isEmpty() && !missing.isEmpty()) {
      String values = missing.stream().map(JsonNode::toString).collect(Collectors.joining(", "));
      gap("%s is never %s".formatted(argument, values), "a model will not choose it");
    }
  }
}
