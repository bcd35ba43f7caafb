/// The language model: read it, run it forward, decode under a constraint.
@NullMarked
package dev.usher.model;

import org.jspecify.annotations.NullMarked;
