package dev.usher.app.pipeline;

import java.nio.file.Path;
import java.util.OptionalDouble;

/// What a workspace is to become.
///
/// @param workspace the folder with tools and scenarios
/// @param model the folder of the router to make
/// @param base the base model, as a model reference
/// @param count rows to write, before they are judged
/// @param seed decides everything that is drawn
/// @param epochs passes over the data; empty for the method's default
/// @param learningRate after the warm-up; empty for the method's default
public record RunRequest(
    Path workspace,
    Path model,
    String base,
    int count,
    long seed,
    OptionalDouble epochs,
    OptionalDouble learningRate) {}
