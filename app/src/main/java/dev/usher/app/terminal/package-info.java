/// What a person sees: standard output, standard error and progress bars.
@NullMarked
package dev.usher.app.terminal;

import org.jspecify.annotations.NullMarked;
