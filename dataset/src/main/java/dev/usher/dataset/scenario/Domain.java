package dev.usher.dataset.scenario;

import java.util.OptionalDouble;

/// What the talk is about.
///
/// @param name unique
/// @param hint what belongs to it
/// @param weight percent of the rows, if it is said
/// @param place file and line
public record Domain(String name, String hint, OptionalDouble weight, String place)
    implements Entry {}
