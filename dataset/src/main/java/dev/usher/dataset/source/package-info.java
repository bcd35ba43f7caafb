/// Importers: other people's files in, a checked and split data set folder out.
///
/// Door: [dev.usher.dataset.source.DatasetImport].
@NullMarked
package dev.usher.dataset.source;

import org.jspecify.annotations.NullMarked;
