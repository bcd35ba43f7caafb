package dev.usher.dataset;

import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import java.util.Objects;
import java.util.Optional;

/// A request with the decision that is right for it, checked against a catalogue.
///
/// Only [ExampleValidator] makes one, so whoever holds an example holds a decision that the
/// catalogue admits. Two examples are equal when request and decision are; where they were read,
/// and why the decision is right, does not count.
public final class Example {

  private final Request request;
  private final Decision decision;
  private final Provenance provenance;
  private final Optional<String> thought;

  Example(Request request, Decision decision, Provenance provenance, Optional<String> thought) {
    this.request = request;
    this.decision = decision;
    this.provenance = provenance;
    this.thought = thought;
  }

  /// What the person said, now and before.
  ///
  /// @return the request; the catalogue admits the decisions of its history
  public Request request() {
    return request;
  }

  /// What the person said now.
  ///
  /// @return the sentence, never blank
  public String text() {
    return request.text();
  }

  /// All that the person said, now and before.
  ///
  /// @return as [Request#said]
  public String said() {
    return request.said();
  }

  /// What is right. Arguments stand in catalogue order.
  ///
  /// @return the expected decision
  public Decision decision() {
    return decision;
  }

  /// Where the sentence came from first: a file of the imported source.
  ///
  /// @return file and line
  public Provenance provenance() {
    return provenance;
  }

  /// Why the decision is right, where somebody wrote it. Kept with the row; training does not use
  /// it.
  ///
  /// @return a sentence
  public Optional<String> thought() {
    return thought;
  }

  /// The tool of the first call, or `(answer)` where no tool is to be called: the stratum that
  /// splits and counts go by.
  ///
  /// @return a tool's name or `(answer)`
  public String stratum() {
    return switch (decision) {
      case Decision.Call call -> call.calls().getFirst().name();
      case Decision.Answer _ -> ANSWER;
    };
  }

  /// The [#stratum()] of examples that call no tool; no tool can have this name.
  public static final String ANSWER = "(answer)";

  Example from(Provenance origin) {
    return new Example(request, decision, origin, thought);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Example that
        && request.equals(that.request)
        && decision.equals(that.decision);
  }

  @Override
  public int hashCode() {
    return Objects.hash(request, decision);
  }

  @Override
  public String toString() {
    return provenance.where() + " " + request.said() + " -> " + decision;
  }
}
