package dev.usher.dataset.source;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.PlainRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads rows that already have the data set's own form.
final class PlainImporter implements Importer {

  @Override
  public Imported read(Source source) {
    SplitFiles files = SplitFiles.of(source);
    return new Imported(
        Optional.empty(),
        files.training().stream().flatMap(each -> rows(source, each).stream()).toList(),
        files.validation().map(each -> side(source, each)),
        files.test().map(each -> side(source, each)),
        List.of(),
        files.notes(source));
  }

  /// A held-out side that stands in a file of plain rows.
  static Imported.Origin<List<Candidate>> side(Source source, Path file) {
    return new Imported.Origin<>(rows(source, file), "the source's " + source.name(file));
  }

  private static List<Candidate> rows(Source source, Path file) {
    return source.rows(file).stream().map(PlainRow::read).toList();
  }
}
