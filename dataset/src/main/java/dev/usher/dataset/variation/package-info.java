/// The same sentences with other values.
///
/// Door: [dev.usher.dataset.variation.Variants].
@NullMarked
package dev.usher.dataset.variation;

import org.jspecify.annotations.NullMarked;
