/// Finds base models: on this machine, in caches, on the Hugging Face Hub, in a package.
@NullMarked
package dev.usher.model.store;

import org.jspecify.annotations.NullMarked;
