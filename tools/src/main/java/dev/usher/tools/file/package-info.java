/// Files written whole or not at all, and known by their hash.
@NullMarked
package dev.usher.tools.file;

import org.jspecify.annotations.NullMarked;
