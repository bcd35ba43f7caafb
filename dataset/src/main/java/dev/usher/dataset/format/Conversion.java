package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A file of rows, or the three sides of a data folder, written in another form: all of it or
/// nothing. Every row must be usable, admitted by the catalogue, and such that the form gives it
/// back as it was.
///
/// @param from the form that was read
/// @param rows how many rows each file got that was written
/// @param losses what was left behind
public record Conversion(RowFormat from, SequencedMap<Path, Integer> rows, Losses losses) {

  /// Converts.
  ///
  /// @param in a file of rows, or a data folder
  /// @param out the file to write, or the folder
  /// @param options the forms, and the catalogue
  /// @return what was written
  /// @throws UsherException if the source cannot be read, or a row is refused; it names file and
  ///   line, and nothing was written
  public static Conversion run(Path in, Path out, ConversionOptions options) {
    boolean isRead =
        Stream.concat(Stream.of(in), options.tools().stream()).anyMatch(each -> same(each, out));
    if (isRead || Files.exists(out.resolve(DatasetFolder.MANIFEST))) {
      throw new UsherException(
          out.toString(), "is what is read, or a data folder; name another place to write to");
    }
    return Files.isDirectory(in) ? folder(in, out, options) : file(in, out, options);
  }

  private static boolean same(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }

  private static Conversion file(Path in, Path out, ConversionOptions options) {
    RowFile file = RowFile.read(in, options.from());
    ToolCatalog catalog = file.catalog(options.tools());
    List<Example> examples = new ExampleValidator(catalog).require(file.all());
    RowWriter writer = new RowWriter(options.to(), catalog);
    String text = writer.text(examples);
    AtomicFile.write(out, text);
    SequencedMap<Path, Integer> rows = new LinkedHashMap<>();
    rows.put(out, lines(text));
    Losses losses = file.losses().and(writer.losses()).and(writer.catalogueLosses());
    return new Conversion(file.format(), rows, losses);
  }

  private static Conversion folder(Path in, Path out, ConversionOptions options) {
    if (options.from().orElse(RowFormat.PLAIN) != RowFormat.PLAIN) {
      throw new UsherException(in.toString(), "is a folder; the rows of a data folder are plain");
    }
    DatasetFolder folder = DatasetFolder.read(in);
    ToolCatalog catalog = options.tools().map(ToolCatalog::read).orElse(folder.catalog());
    RowWriter writer = new RowWriter(options.to(), catalog);
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    SequencedMap<Path, Integer> rows = new LinkedHashMap<>();
    folder
        .sides()
        .forEach((name, side) -> {
          String text = writer.text(checked(side, catalog));
          texts.put(name, text);
          rows.put(out.resolve(name), lines(text));
        });
    AtomicFile.write(out.resolve(DatasetFolder.TOOLS), catalog.toJson());
    texts.forEach((name, text) -> AtomicFile.write(out.resolve(name), text));
    int all = rows.values().stream().mapToInt(Integer::intValue).sum();
    Losses losses =
        Losses.of(all, "rows lost their provenance, which stands in manifest.json")
            .and(writer.losses());
    return new Conversion(RowFormat.PLAIN, rows, losses);
  }

  private static int lines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  private static List<Example> checked(List<Example> side, ToolCatalog catalog) {
    return new ExampleValidator(catalog)
        .require(
            side.stream()
                .map(each ->
                    new Candidate(
                        each.request(), each.decision(), each.provenance(), each.thought()))
                .toList());
  }
}
