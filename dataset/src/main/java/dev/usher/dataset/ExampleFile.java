package dev.usher.dataset;

import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A file of examples: JSON lines in the form of [PlainRow], UTF-8.
public final class ExampleFile {

  private ExampleFile() {}

  /// Reads a file and checks every row.
  ///
  /// @param file the file
  /// @param catalog what may be called
  /// @return the examples in the order of the file, at least one
  /// @throws UsherException if the file cannot be read, is empty, or has a row that is malformed or
  ///   that the catalogue does not admit; the message starts with `file:line`
  public static List<Example> read(Path file, ToolCatalog catalog) {
    String name = file.toString();
    return examples(JsonLines.read(file, name), catalog);
  }

  static List<Example> readOrEmpty(Path file, ToolCatalog catalog) {
    return examples(JsonLines.readOrEmpty(file, file.toString()), catalog);
  }

  private static List<Example> examples(List<JsonLines.Row> rows, ToolCatalog catalog) {
    ExampleValidator validator = new ExampleValidator(catalog);
    return validator.require(rows.stream().map(PlainRow::read).toList());
  }

  /// Writes a file, whole or not at all.
  ///
  /// @param file where to write; an existing file is replaced
  /// @param examples what to write, in this order
  /// @throws UsherException if the file cannot be written
  public static void write(Path file, List<Example> examples) {
    AtomicFile.write(file, text(examples));
  }

  /// The text of a file of examples.
  ///
  /// @param examples what to write, in this order
  /// @return one line an example, each with its end
  public static String text(List<Example> examples) {
    return examples.stream().map(each -> PlainRow.write(each) + "\n").collect(Collectors.joining());
  }
}
