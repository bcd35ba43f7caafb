package dev.usher.dataset;

import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import java.util.Objects;
import java.util.Optional;

/// A row as somebody wrote it, not yet judged. [ExampleValidator] makes an [Example] of it, or says
/// why not.
///
/// @param request what the person said, now and before
/// @param decision what the row says is right
/// @param provenance where the row stands
/// @param thought why the decision is right, in a sentence, where the row says so
public record Candidate(
    Request request, Decision decision, Provenance provenance, Optional<String> thought) {

  /// Refuses nulls.
  public Candidate {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(thought, "thought");
  }

  /// A row that begins a conversation, and does not say why.
  ///
  /// @param text what the person said
  /// @param decision what the row says is right
  /// @param provenance where the row stands
  public Candidate(String text, Decision decision, Provenance provenance) {
    this(new Request(text), decision, provenance, Optional.empty());
  }

  /// The same row in other words.
  ///
  /// @param other what the person says now
  /// @param why the decision is right, in a sentence, if that is said
  /// @return a new row
  public Candidate with(String other, Optional<String> why) {
    return new Candidate(new Request(request.history(), other), decision, provenance, why);
  }

  /// What the person said now.
  ///
  /// @return the request's text
  public String text() {
    return request.text();
  }

  /// All that the person said, now and before.
  ///
  /// @return as [Request#said]
  public String said() {
    return request.said();
  }
}
