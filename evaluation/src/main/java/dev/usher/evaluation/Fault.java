package dev.usher.evaluation;

import java.util.Objects;

/// One thing that is wrong with a prediction.
///
/// @param kind what sort of fault
/// @param expected the tool, or `tool.argument`, that was right; empty for [Kind#EXTRA]
/// @param predicted the tool, or `tool.argument`, that came instead; empty where nothing came
public record Fault(Kind kind, String expected, String predicted) {

  /// Sorts of faults.
  public enum Kind {
    /// Another tool, or a tool where none was to be called, or none where one was.
    TOOL("another tool"),
    /// Too few or too many calls.
    CALLS("another number of calls"),
    /// The right value under another argument of the same call.
    KEY("right value, wrong argument"),
    /// The right argument with another value.
    VALUE("another value"),
    /// An argument that should be there is not.
    MISSING("missing"),
    /// An argument that should not be there is.
    EXTRA("not asked for"),
    /// The output is no decision, or one that the catalogue does not admit.
    INVALID("invalid"),
    /// The predictor did not trust its decision.
    ABSTAINED("abstained");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /// The kind in words.
    ///
    /// @return words for a report
    public String words() {
      return words;
    }
  }

  /// Refuses nulls.
  public Fault {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(predicted, "predicted");
  }
}
