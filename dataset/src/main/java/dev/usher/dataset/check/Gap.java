package dev.usher.dataset.check;

/// What a whole set lacks; no single row is to blame.
///
/// @param rule the rule's name
/// @param reason what is missing, what was expected, what to do
public record Gap(String rule, String reason) {}
