/// The teacher that needs no key and no network: it says a wanted decision in words by grammar, and
/// then as people put it.
///
/// Door: [dev.usher.dataset.offline.OfflineTeacher].
@NullMarked
package dev.usher.dataset.offline;

import org.jspecify.annotations.NullMarked;
