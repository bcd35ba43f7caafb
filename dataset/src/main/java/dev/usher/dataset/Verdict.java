package dev.usher.dataset;

import java.util.List;

/// What [ExampleValidator] says of a candidate.
public sealed interface Verdict {

  /// The candidate is an example.
  ///
  /// @param example the checked example
  record Accepted(Example example) implements Verdict {}

  /// The candidate is none.
  ///
  /// @param candidate what was refused
  /// @param reasons what is wrong with it, one entry a fault, never empty
  record Rejected(Candidate candidate, List<String> reasons) implements Verdict {

    /// Copies the reasons.
    public Rejected {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("a rejection needs a reason");
      }
    }
  }
}
