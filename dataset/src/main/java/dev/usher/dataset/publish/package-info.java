/// Data sets on the Hugging Face Hub.
///
/// Door: [dev.usher.dataset.publish.Publisher].
@NullMarked
package dev.usher.dataset.publish;

import org.jspecify.annotations.NullMarked;
