/// The verbs of the command line: one verb, one thin class.
@NullMarked
package dev.usher.app.command;

import org.jspecify.annotations.NullMarked;
