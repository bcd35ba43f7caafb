/// Decoding under a constraint: which tokens may come next, and the greedy choice among them.
@NullMarked
package dev.usher.model.constraint;

import org.jspecify.annotations.NullMarked;
