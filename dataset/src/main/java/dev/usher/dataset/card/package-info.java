/// The page that goes with a published data set.
///
/// Door: [dev.usher.dataset.card.DatasetCard].
@NullMarked
package dev.usher.dataset.card;

import org.jspecify.annotations.NullMarked;
