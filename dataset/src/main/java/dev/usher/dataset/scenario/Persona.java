package dev.usher.dataset.scenario;

import java.util.OptionalDouble;

/// Who speaks.
///
/// @param name unique
/// @param hint how one notices
/// @param weight percent of the rows, if it is said
/// @param place file and line
public record Persona(String name, String hint, OptionalDouble weight, String place)
    implements Entry {}
