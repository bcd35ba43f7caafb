/// Tensors as they lie in files: their block formats and their bytes.
@NullMarked
package dev.usher.model.tensor;

import org.jspecify.annotations.NullMarked;
