package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import java.util.List;

/// Something that only shows when all rows are looked at together.
public interface SetRule {
  /// What verdicts call it, and its page in `docs/validators/`.
  ///
  /// @return lower-case words with hyphens
  String name();

  /// Looks at a set.
  ///
  /// @param rows of the set, in order
  /// @return the rows to be mended or dropped so that the rule holds
  List<Fault> faults(List<Candidate> rows);
}
