/// Those who write when asked: language models behind an API or on this machine, and scripts.
///
/// Door: [dev.usher.dataset.teacher.Teacher].
@NullMarked
package dev.usher.dataset.teacher;

import org.jspecify.annotations.NullMarked;
