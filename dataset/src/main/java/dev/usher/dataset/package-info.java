/// Examples: what a person said and the decision that is right, checked against a catalogue, kept
/// as JSON lines in a folder whose manifest names everything by hash.
///
/// Door: [dev.usher.dataset.DatasetFolder]. Folders are made by the importers of
/// `dev.usher.dataset.source`.
@NullMarked
package dev.usher.dataset;

import org.jspecify.annotations.NullMarked;
