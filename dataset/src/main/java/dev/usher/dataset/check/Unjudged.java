package dev.usher.dataset.check;

/// An argument that the rule `grounding` says nothing of in a set.
///
/// @param argument its tool and its name, with a dot between
/// @param reason what was found and what was expected
public record Unjudged(String argument, String reason) {}
