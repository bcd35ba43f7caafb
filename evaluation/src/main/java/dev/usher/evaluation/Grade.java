package dev.usher.evaluation;

import java.util.List;
import java.util.Objects;

/// How good one prediction is.
///
/// @param result the whole of it
/// @param name whether the right tools were called, in the right order, or none where none was to
///   be; false where there is no decision
/// @param argumentsRight arguments that are predicted and expected with the same value
/// @param argumentsPredicted arguments that are predicted
/// @param argumentsExpected arguments that are expected
/// @param faults what is wrong; empty exactly where the result is [Result#EXACT]
public record Grade(
    Result result,
    boolean name,
    int argumentsRight,
    int argumentsPredicted,
    int argumentsExpected,
    List<Fault> faults) {

  /// The whole of a grade.
  public enum Result {
    /// The decision is the expected one.
    EXACT,
    /// The decision is another one.
    WRONG,
    /// There is no decision, by the predictor's own choice.
    ABSTAINED,
    /// There is no decision that the catalogue admits.
    INVALID
  }

  /// Checks that the parts agree.
  public Grade {
    Objects.requireNonNull(result, "result");
    faults = List.copyOf(faults);
    if ((result == Result.EXACT) != faults.isEmpty()) {
      throw new IllegalArgumentException(result + " does not go with faults " + faults);
    }
    if (argumentsRight > Math.min(argumentsPredicted, argumentsExpected) || argumentsRight < 0) {
      throw new IllegalArgumentException("more arguments right than there are");
    }
  }

  /// Whether the decision is the expected one.
  ///
  /// @return whether the result is [Result#EXACT]
  public boolean exact() {
    return result == Result.EXACT;
  }
}
