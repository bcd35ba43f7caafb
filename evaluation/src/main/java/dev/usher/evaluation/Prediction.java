package dev.usher.evaluation;

import dev.usher.tools.Decision;
import java.util.Objects;

/// What a predictor makes of a sentence.
///
/// @param outcome what came out
/// @param confidence the predictor's own estimate that its decision is right, 0 to 1
/// @param milliseconds the time from the sentence to the outcome, not negative
public record Prediction(Outcome outcome, double confidence, double milliseconds) {

  /// Checks the ranges; "not a number" is out of range.
  public Prediction {
    Objects.requireNonNull(outcome, "outcome");
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be 0 to 1: " + confidence);
    }
    if (!(milliseconds >= 0 && milliseconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("milliseconds must not be negative: " + milliseconds);
    }
  }

  /// A decision to act on.
  ///
  /// @param decision what was decided
  /// @param confidence 0 to 1
  /// @param milliseconds the time it took
  /// @return the prediction
  public static Prediction decided(Decision decision, double confidence, double milliseconds) {
    return new Prediction(new Outcome.Decided(decision), confidence, milliseconds);
  }

  /// A decision that the predictor itself does not trust enough to act on.
  ///
  /// @param decision what it would have been
  /// @param confidence 0 to 1
  /// @param milliseconds the time it took
  /// @return the prediction
  public static Prediction abstained(Decision decision, double confidence, double milliseconds) {
    return new Prediction(new Outcome.Abstained(decision), confidence, milliseconds);
  }

  /// Output that is no decision.
  ///
  /// @param output what came out instead
  /// @param why what is wrong with it
  /// @param milliseconds the time it took
  /// @return the prediction, of confidence 0
  public static Prediction invalid(String output, String why, double milliseconds) {
    return new Prediction(new Outcome.Invalid(output, why), 0, milliseconds);
  }

  /// What came out.
  public sealed interface Outcome {

    /// A decision to act on.
    ///
    /// @param decision what was decided
    record Decided(Decision decision) implements Outcome {}

    /// No decision: the confidence was too low.
    ///
    /// @param decision what it would have been
    record Abstained(Decision decision) implements Outcome {}

    /// No decision: the output could not be read as one.
    ///
    /// @param output what came out instead
    /// @param why what is wrong with it
    record Invalid(String output, String why) implements Outcome {}
  }
}
