package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import java.util.Optional;

/// All rules for single rows, in the order of their layers.
public final class RowRules {
  private final List<Rule> rules;

  /// The rules for a catalogue.
  ///
  /// @param catalog what may be called
  public RowRules(ToolCatalog catalog) {
    rules =
        List.of(
            new SchemaRule(catalog),
            new NullTaxRule(catalog),
            new OrderRule(catalog),
            new SubstanceRule(),
            new LengthRule(),
            new EncodingRule(),
            new LeftoverRule(),
            new RefusalRule(),
            new SpecificityRule(),
            new ParrotRule(catalog),
            new ThoughtRule(catalog),
            new PathRule(catalog),
            new PythonRule(catalog),
            new DestructiveRule(catalog),
            new SecretRule(),
            new PersonalDataRule());
  }

  /// All rules.
  ///
  /// @return in the order in which they are asked
  public List<Rule> rules() {
    return rules;
  }

  /// What is wrong with a row.
  ///
  /// @param index of the row, for the fault
  /// @param row text and decision
  /// @return a fault of each rule that it breaks
  public List<Fault> faults(int index, Candidate row) {
    return rules.stream()
        .flatMap(rule -> {
          Optional<String> reason = rule.fault(row);
          return reason.map(text -> new Fault(index, rule.name(), text)).stream();
        })
        .toList();
  }
}
