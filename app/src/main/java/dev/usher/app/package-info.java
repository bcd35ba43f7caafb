/// The command line: runs the rooms in order. The only room that prints.
@NullMarked
package dev.usher.app;

import org.jspecify.annotations.NullMarked;
