package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import java.util.List;

/// All rules for whole sets.
public final class SetRules {
  private static final List<SetRule> RULES =
      List.of(
          new ContradictionRule(),
          new DuplicateRule(),
          new NearDuplicateRule(),
          new TemplateCollapseRule(),
          new GroundingRule());

  private SetRules() {}

  /// All rules.
  ///
  /// @return in the order in which they are asked
  public static List<SetRule> rules() {
    return RULES;
  }

  /// What is wrong with a set.
  ///
  /// @param rows of the set, in order
  /// @return the faults of all rules
  public static List<Fault> faults(List<Candidate> rows) {
    return RULES.stream().flatMap(rule -> rule.faults(rows).stream()).toList();
  }
}
