/// What is asked for before anything is written: who speaks of what, in which style, and which
/// decision is wanted.
@NullMarked
package dev.usher.dataset.scenario;

import org.jspecify.annotations.NullMarked;
