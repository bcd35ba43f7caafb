/// Rows that say nearly the same.
///
/// Door: [dev.usher.dataset.duplicates.NearDuplicates].
@NullMarked
package dev.usher.dataset.duplicates;

import org.jspecify.annotations.NullMarked;
