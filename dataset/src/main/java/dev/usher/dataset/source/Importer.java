package dev.usher.dataset.source;

/// One form of source: finds its files and reads their rows. Judging, splitting and writing are the
/// same for all and stand in [DatasetImport].
sealed interface Importer permits Clinc150Importer, RowImporter, SnipsImporter {

  /// Reads a source.
  ///
  /// @throws dev.usher.tools.UsherException if the source lacks what this form needs, or is
  ///   malformed
  Imported read(Source source);
}
