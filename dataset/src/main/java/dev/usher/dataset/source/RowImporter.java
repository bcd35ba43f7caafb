package dev.usher.dataset.source;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.format.RowFormat;
import dev.usher.dataset.format.RowReader;
import dev.usher.dataset.format.RowReading.Unusable;
import dev.usher.dataset.source.Imported.Origin;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads JSON lines of one form.
///
/// The catalogue is the source's `tools.json`, else the union of the tools that the rows carry,
/// which must agree on each name. What [RowReader] leaves out is counted in the manifest.
///
/// @param format of the rows
record RowImporter(RowFormat format) implements Importer {

  @Override
  public Imported read(Source source) {
    RowReader reader = new RowReader(format);
    SplitFiles files = SplitFiles.of(source);
    List<Candidate> training =
        files.training().stream().flatMap(each -> reader.read(source.rows(each)).stream()).toList();
    Optional<Origin<List<Candidate>>> validation =
        files.validation().map(each -> side(reader, source, each));
    Optional<Origin<List<Candidate>>> test = files.test().map(each -> side(reader, source, each));
    return new Imported(
        catalogue(reader, source),
        training,
        validation,
        test,
        reader.unusable().stream().map(RowImporter::dropped).toList(),
        Stream.concat(files.notes(source).stream(), reader.losses().lines().stream()).toList());
  }

  private static Origin<List<Candidate>> side(RowReader reader, Source source, Path file) {
    return new Origin<>(reader.read(source.rows(file)), "the source's " + source.name(file));
  }

  /// A held-out side that stands in a file of plain rows.
  static Origin<List<Candidate>> plain(Source source, Path file) {
    return side(new RowReader(RowFormat.PLAIN), source, file);
  }

  private static Optional<Supplier<Origin<ToolCatalog>>> catalogue(
      RowReader reader, Source source) {
    return reader.tools().isEmpty()
        ? Optional.empty()
        : Optional.of(() ->
            new Origin<>(reader.tools().catalog(source.name()), "the tools that the rows carry"));
  }

  private static Dropped dropped(Unusable row) {
    return new Dropped(row.provenance().where(), row.why(), row.text());
  }
}
