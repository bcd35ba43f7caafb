/// The contract: what can be called, and what an answer may look like.
@NullMarked
package dev.usher.tools;

import org.jspecify.annotations.NullMarked;
