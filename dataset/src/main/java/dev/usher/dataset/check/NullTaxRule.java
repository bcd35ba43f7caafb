package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// No argument says nothing: null, a blank text, an empty list or object, where it may be left out.
/// A model that learns to write them pays for tokens that carry no meaning.
final class NullTaxRule implements Rule {
  private final ToolCatalog catalog;

  NullTaxRule(ToolCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return "null-tax";
  }

  @Override
  public Layer layer() {
    return Layer.STRUCTURAL;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    return row.decision().calls().stream().flatMap(call -> fault(call).stream()).findFirst();
  }

  private Optional<String> fault(ToolCall call) {
    return catalog.find(call.name()).flatMap(tool -> fault(call, tool));
  }

  private static Optional<String> fault(ToolCall call, Tool tool) {
    for (var argument : call.arguments().properties()) {
      if (saysNothing(argument.getValue())) {
        ObjectNode without = call.arguments().deepCopy();
        without.remove(argument.getKey());
        if (tool.parameters().accepts(without)) {
          return Optional.of(
              "%s.%s is %s; leave it out"
                  .formatted(call.name(), argument.getKey(), argument.getValue()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean saysNothing(JsonNode value) {
    return value.isNull()
        || (value.isContainer() && value.isEmpty())
        || (value.isString() && value.stringValue().isBlank());
  }
}
