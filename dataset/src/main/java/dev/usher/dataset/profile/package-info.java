/// What is in a data set, counted.
///
/// Door: [dev.usher.dataset.profile.DatasetProfile].
@NullMarked
package dev.usher.dataset.profile;

import org.jspecify.annotations.NullMarked;
