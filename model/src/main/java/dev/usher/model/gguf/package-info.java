/// Reads and writes GGUF, the model file format of llama.cpp.
@NullMarked
package dev.usher.model.gguf;

import org.jspecify.annotations.NullMarked;
