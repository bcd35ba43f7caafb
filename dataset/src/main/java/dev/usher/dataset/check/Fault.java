package dev.usher.dataset.check;

import dev.usher.dataset.ImportRecord.Dropped;

/// A rule that a row breaks.
///
/// @param row its index in the set
/// @param rule the rule's name
/// @param reason what is wrong, what was expected, what to do
public record Fault(int row, String rule, String reason) {

  /// How a manifest tells of the row when it is left out.
  ///
  /// @param where the row came from
  /// @param text its sentence
  /// @return with the rule and the reason
  public Dropped dropped(String where, String text) {
    return new Dropped(where, rule + ", " + reason, text);
  }
}
