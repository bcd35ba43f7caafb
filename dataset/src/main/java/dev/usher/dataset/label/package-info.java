/// Sentences that somebody has, labelled by teachers: two looks at each, what they do not agree on
/// is kept for a person.
///
/// Door: [dev.usher.dataset.label.Labelling].
@NullMarked
package dev.usher.dataset.label;

import org.jspecify.annotations.NullMarked;
