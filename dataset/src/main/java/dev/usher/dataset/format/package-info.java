/// Formats of rows: what a public form of training data looks like, read and written.
///
/// Doors: [dev.usher.dataset.format.RowReader] for rows whose form is known,
/// [dev.usher.dataset.format.RowFile] for somebody's file, [dev.usher.dataset.format.Conversion]
/// from one form to another.
@NullMarked
package dev.usher.dataset.format;

import org.jspecify.annotations.NullMarked;
