/// A data set for people: as text and as a page.
@NullMarked
package dev.usher.app.data;

import org.jspecify.annotations.NullMarked;
