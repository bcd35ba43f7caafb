package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.format.RowReading.Unusable;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Somebody's file of rows, read.
///
/// @param path of the file
/// @param format that its rows have
/// @param candidates what the rows say
/// @param unusable rows that say nothing of use
/// @param tools that the rows carry
/// @param losses what was left out of the rows
public record RowFile(
    Path path,
    RowFormat format,
    List<Candidate> candidates,
    List<Unusable> unusable,
    CarriedTools tools,
    Losses losses) {

  /// Copies the lists.
  public RowFile {
    candidates = List.copyOf(candidates);
    unusable = List.copyOf(unusable);
  }

  /// Reads a file.
  ///
  /// @param file JSON lines
  /// @param format of all its rows; without it, that of the first row, which all must share
  /// @return what it says
  /// @throws UsherException if it cannot be read, its form is not known or not one, or a row is
  ///   malformed
  public static RowFile read(Path file, Optional<RowFormat> format) {
    List<JsonLines.Row> rows = JsonLines.read(file, file.toString());
    RowFormat found = format.orElseGet(() -> RowFormat.of(rows));
    RowReader reader = new RowReader(found);
    List<Candidate> candidates = reader.read(rows);
    return new RowFile(
        file,
        found,
        candidates,
        reader.unusable(),
        reader.tools(),
        reader.losses().and(otherFields(rows, found.form().fields())));
  }

  private static Losses otherFields(List<JsonLines.Row> rows, Set<String> known) {
    Set<String> names = new TreeSet<>();
    int count = 0;
    for (JsonLines.Row row : rows) {
      Set<String> others = new TreeSet<>(row.json().propertyNames());
      others.removeAll(known);
      names.addAll(others);
      count += others.isEmpty() ? 0 : 1;
    }
    return Losses.of(count, "rows have other fields, left out: " + String.join(", ", names));
  }

  /// All rows of the file.
  ///
  /// @return what they say
  /// @throws UsherException if some are of no use; it names the first few
  public List<Candidate> all() {
    Refusals.require(
        unusable.stream()
            .map(each -> new Refusals.Refusal(each.provenance().where(), each.why()))
            .toList(),
        candidates.size() + unusable.size(),
        "cannot be used");
    return candidates;
  }

  /// The catalogue of the rows.
  ///
  /// @param given a catalogue's file, used instead of what the rows carry
  /// @return that catalogue, else the tools that the rows carry
  /// @throws UsherException if neither is there, or one is no catalogue
  public ToolCatalog catalog(Optional<Path> given) {
    if (given.isPresent()) {
      return ToolCatalog.read(given.get());
    }
    if (tools.isEmpty()) {
      throw new UsherException(path.toString(), "carries no tools; name their file with --tools");
    }
    return tools.catalog(path.toString());
  }
}
