/// Those who write when asked: language models behind an API or on this machine, and scripts.
///
/// Door: [dev.usher.dataset.teacher.Teachers], which asks each [dev.usher.dataset.teacher.Teacher]
/// within its limits: a language model, in its budget, with patience, in rotation with others.
@NullMarked
package dev.usher.dataset.teacher;

import org.jspecify.annotations.NullMarked;
