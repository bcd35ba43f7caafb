/// What can be wrong with a row: one rule a class, each with a page in `docs/validators/`.
///
/// Door: [dev.usher.dataset.check.RowRules].
@NullMarked
package dev.usher.dataset.check;

import org.jspecify.annotations.NullMarked;
