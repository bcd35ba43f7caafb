/// What a tool's arguments may be: the part of JSON Schema (draft 2020-12) that a grammar can
/// enforce byte by byte.
@NullMarked
package dev.usher.tools.schema;

import org.jspecify.annotations.NullMarked;
