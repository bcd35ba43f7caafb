/// Scorecards for people: as text and as a page that needs nothing but itself.
@NullMarked
package dev.usher.evaluation.report;

import org.jspecify.annotations.NullMarked;
