package dev.usher.dataset.source;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.ImportRecord;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What an importer read, not yet judged.
///
/// @param catalogue the catalogue that the form itself brings (inline or known), if it does; made
///   only when the source has no `tools.json`
/// @param training rows to learn from, or all rows where the source has no split
/// @param validation the source's own validation side
/// @param test the source's own test side
/// @param dropped rows that this form cannot hold
/// @param notes for the manifest
record Imported(
    Optional<Supplier<Origin<ToolCatalog>>> catalogue,
    List<Candidate> training,
    Optional<Origin<List<Candidate>>> validation,
    Optional<Origin<List<Candidate>>> test,
    List<ImportRecord.Dropped> dropped,
    List<String> notes) {

  /// A thing and, in words for the manifest, where it comes from.
  record Origin<T>(T value, String words) {}
}
