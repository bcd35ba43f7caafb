/// Reads and writes safetensors, the tensor file format of Hugging Face.
@NullMarked
package dev.usher.model.safetensors;

import org.jspecify.annotations.NullMarked;
