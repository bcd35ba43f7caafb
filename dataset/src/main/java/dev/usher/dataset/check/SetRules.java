package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import java.util.Set;

/// All rules for whole sets.
public final class SetRules {
  private final List<SetRule> rules;

  /// The rules for a catalogue.
  ///
  /// @param catalog what may be called
  /// @param languages that rows may be in besides that of nearly all, see [LanguageRule#languages]
  public SetRules(ToolCatalog catalog, Set<String> languages) {
    rules =
        List.of(
            new LanguageRule(languages),
            new ContradictionRule(),
            new DuplicateRule(),
            new NearDuplicateRule(),
            new TemplateCollapseRule(),
            new GroundingRule(catalog));
  }

  /// All rules.
  ///
  /// @return in the order in which they are asked
  public List<SetRule> rules() {
    return rules;
  }

  /// What is wrong with a set.
  ///
  /// @param rows of the set, in order
  /// @return the faults of all rules
  public List<Fault> faults(List<Candidate> rows) {
    return rules.stream().flatMap(rule -> rule.faults(rows).stream()).toList();
  }
}
