package dev.usher.dataset.format;

import java.nio.file.Path;
import java.util.Optional;

/// What a conversion is told.
///
/// @param from the form of the rows; without it, that of the first row
/// @param to the form to write
/// @param tools a catalogue's file, used instead of the tools that the source carries
public record ConversionOptions(Optional<RowFormat> from, RowFormat to, Optional<Path> tools) {}
