package dev.usher.evaluation;

import java.util.Optional;

/// How well the sentences of one tool do.
///
/// @param tool the tool that is right, or `(answer)`; for several calls the first one's
/// @param predicted how often it was predicted, rightly or not
/// @param exact whole decisions that are right, out of the tool's sentences
/// @param name decisions with the right tools, out of the tool's sentences
/// @param arguments its arguments, where it has any
public record ToolScore(
    String tool,
    int predicted,
    Proportion exact,
    Proportion name,
    Optional<ArgumentScores> arguments) {}
