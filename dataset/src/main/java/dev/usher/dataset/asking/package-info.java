/// Many questions to teachers: so many at a time, each answer checked, and an end when none can
/// come.
///
/// Door: [dev.usher.dataset.asking.Asking].
@NullMarked
package dev.usher.dataset.asking;

import org.jspecify.annotations.NullMarked;
