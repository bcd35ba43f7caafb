package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.Verdict;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import java.util.Optional;

/// Arguments stand in catalogue order, so that one decision is one text.
final class OrderRule implements Rule {
  private final ExampleValidator validator;

  OrderRule(ToolCatalog catalog) {
    this.validator = new ExampleValidator(catalog);
  }

  @Override
  public String name() {
    return "canonical-order";
  }

  @Override
  public Layer layer() {
    return Layer.STRUCTURAL;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    if (!(validator.judge(row) instanceof Verdict.Accepted(Example example))) {
      return Optional.empty();
    }
    List<ToolCall> ordered = example.decision().calls();
    List<ToolCall> calls = row.decision().calls();
    for (int i = 0; i < calls.size(); i++) {
      List<String> names = names(ordered.get(i));
      if (!names.equals(names(calls.get(i)))) {
        return Optional.of(
            "arguments of %s stand as %s; the catalogue has %s"
                .formatted(calls.get(i).name(), names(calls.get(i)), names));
      }
    }
    return Optional.empty();
  }

  private static List<String> names(ToolCall call) {
    return List.copyOf(call.arguments().propertyNames());
  }
}
