package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.Verdict;
import dev.usher.tools.ToolCatalog;
import java.util.Optional;

/// The decision is one that the catalogue admits.
final class SchemaRule implements Rule {
  private final ExampleValidator validator;

  SchemaRule(ToolCatalog catalog) {
    this.validator = new ExampleValidator(catalog);
  }

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public Layer layer() {
    return Layer.STRUCTURAL;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    return switch (validator.judge(row)) {
      case Verdict.Accepted _ -> Optional.empty();
      case Verdict.Rejected rejected -> Optional.of(String.join("; ", rejected.reasons()));
    };
  }
}
