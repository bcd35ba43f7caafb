package dev.usher.dataset;

import dev.usher.tools.Decision;
import java.util.Objects;

/// A row as somebody wrote it, not yet judged. [ExampleValidator] makes an [Example] of it, or says
/// why not.
///
/// @param text what the person said
/// @param decision what the row says is right
/// @param provenance where the row stands
public record Candidate(String text, Decision decision, Provenance provenance) {

  /// Refuses nulls.
  public Candidate {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(provenance, "provenance");
  }
}
