/// From a catalogue and no data to candidates: a workspace, a log that loses nothing, and the loop
/// that fills it.
///
/// Door: [dev.usher.dataset.generate.Generation].
@NullMarked
package dev.usher.dataset.generate;

import org.jspecify.annotations.NullMarked;
