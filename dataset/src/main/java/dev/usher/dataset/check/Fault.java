package dev.usher.dataset.check;

/// A rule that a row breaks.
///
/// @param row its index in the set
/// @param rule the rule's name
/// @param reason what is wrong, what was expected, what to do
public record Fault(int row, String rule, String reason) {}
