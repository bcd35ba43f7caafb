/// Turns a data set and a base model into an adapter and a GGUF.
///
/// The door is [Training]: it writes the tokenised rows and the plan into a run directory, starts
/// the trainer in a child JVM (package `dev.usher.training.torch`), and follows its events.
@NullMarked
package dev.usher.training;

import org.jspecify.annotations.NullMarked;
