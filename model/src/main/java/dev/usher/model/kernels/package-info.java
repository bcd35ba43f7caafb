/// Arithmetic on floats and on repacked weight matrices: one contract, a scalar and a vector tier.
@NullMarked
package dev.usher.model.kernels;

import org.jspecify.annotations.NullMarked;
