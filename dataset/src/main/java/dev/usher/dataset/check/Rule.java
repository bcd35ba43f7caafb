package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import java.util.Optional;

/// One thing that can be wrong with a row.
public interface Rule {
  /// What verdicts call it, and its page in `docs/validators/`.
  ///
  /// @return lower-case words with hyphens
  String name();

  /// Where it belongs.
  ///
  /// @return its layer
  Layer layer();

  /// Looks at a row.
  ///
  /// @param row text and decision
  /// @return what is wrong and what to do, empty if nothing is
  Optional<String> fault(Candidate row);
}
