/// Low-rank adapters: what they are and the files they lie in.
@NullMarked
package dev.usher.model.adapter;

import org.jspecify.annotations.NullMarked;
