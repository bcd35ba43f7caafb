/// Words in, one valid decision out.
@NullMarked
package dev.usher.router;

import org.jspecify.annotations.NullMarked;
