package dev.usher.dataset;

import dev.usher.tools.Decision;
import java.util.Objects;
import java.util.Optional;

/// A row as somebody wrote it, not yet judged. [ExampleValidator] makes an [Example] of it, or says
/// why not.
///
/// @param text what the person said
/// @param decision what the row says is right
/// @param provenance where the row stands
/// @param thought why the decision is right, in a sentence, where the row says so
public record Candidate(
    String text, Decision decision, Provenance provenance, Optional<String> thought) {

  /// Refuses nulls.
  public Candidate {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(thought, "thought");
  }

  /// A row that does not say why.
  ///
  /// @param text what the person said
  /// @param decision what the row says is right
  /// @param provenance where the row stands
  public Candidate(String text, Decision decision, Provenance provenance) {
    this(text, decision, provenance, Optional.empty());
  }
}
