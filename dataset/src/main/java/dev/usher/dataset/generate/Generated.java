package dev.usher.dataset.generate;

import java.nio.file.Path;
import java.util.Optional;

/// What a run of [Generation] left.
///
/// @param log of candidates
/// @param rows that are in it
/// @param refused scenarios for which a teacher will not write
/// @param missed scenarios for which it did not work out this time; another run asks again
/// @param whole so many scenarios, from the first on, need no more work
/// @param stopped why the run ended early, with what to do, if it did
public record Generated(
    Path log, int rows, int refused, int missed, int whole, Optional<String> stopped) {}
