package dev.usher.dataset.scenario;

import java.util.OptionalDouble;

/// Who speaks.
///
/// @param name unique
/// @param hint how one notices
/// @param weight percent of the rows, if it is said
public record Persona(String name, String hint, OptionalDouble weight) implements Entry {}
