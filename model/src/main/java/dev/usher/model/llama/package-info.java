/// The Llama family run forward: configuration, weights, sessions.
@NullMarked
package dev.usher.model.llama;

import org.jspecify.annotations.NullMarked;
