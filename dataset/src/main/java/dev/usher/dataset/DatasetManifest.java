package dev.usher.dataset;

import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/// `manifest.json`: what a data set folder holds, by hash and by number, and how it was made.
///
/// The file holds no time and no absolute path: the same source, seed and program give the same
/// bytes.
///
/// @param format the version of this file's form, 1
/// @param made how the folder was made
/// @param catalogueSha256 the catalogue's own hash, whatever the form of its file
/// @param files the folder's other files by name
/// @param tools how many examples of each tool stand on each side
/// @param audit what the three sides have in common
/// @param provenance for each split file, where each of its rows was read
public record DatasetManifest(
    int format,
    ImportRecord made,
    String catalogueSha256,
    SequencedMap<String, DataFile> files,
    SequencedMap<String, Counts> tools,
    Audit audit,
    SequencedMap<String, Origins> provenance) {

  /// The version of the form that this program reads and writes.
  public static final int FORMAT = 1;

  /// A file of the folder.
  ///
  /// @param sha256 the hash of its bytes
  /// @param bytes its size
  /// @param rows its examples; the number of tools for `tools.json`
  public record DataFile(String sha256, long bytes, int rows) {}

  /// Examples of one tool.
  ///
  /// @param train on the training side
  /// @param validation on the validation side
  /// @param test on the test side
  public record Counts(int train, int validation, int test) {}

  /// The first origin of each row of one file, as two lists of one length: row `i` was read in file
  /// `files[file[i]]`, line `line[i]`.
  ///
  /// @param files names of source files
  /// @param file for each row the index of its source file
  /// @param line for each row the line in that file
  public record Origins(List<String> files, List<Integer> file, List<Long> line) {

    /// Copies the lists and checks that they fit together.
    public Origins {
      files = List.copyOf(files);
      file = List.copyOf(file);
      line = List.copyOf(line);
      int known = files.size();
      if (file.size() != line.size() || file.stream().anyMatch(i -> i < 0 || i >= known)) {
        throw new IllegalArgumentException("file and line must name one known place a row");
      }
    }

    static Origins of(List<Example> examples) {
      Map<String, Integer> index = new LinkedHashMap<>();
      List<Integer> file = new ArrayList<>();
      List<Long> line = new ArrayList<>();
      for (Example example : examples) {
        String source = example.provenance().source();
        index.putIfAbsent(source, index.size());
        file.add(index.getOrDefault(source, 0));
        line.add(example.provenance().line());
      }
      return new Origins(List.copyOf(index.keySet()), file, line);
    }

    Provenance at(int row) {
      return new Provenance(files.get(file.get(row)), line.get(row));
    }
  }

  static DatasetManifest of(ImportRecord made, ToolCatalog catalog, Splits splits) {
    SequencedMap<String, DataFile> files = new LinkedHashMap<>();
    files.put(DatasetFolder.TOOLS, file(catalog.toJson(), catalog.tools().size()));
    SequencedMap<String, Origins> provenance = new LinkedHashMap<>();
    DatasetFolder.sides(splits)
        .forEach((name, side) -> {
          files.put(name, file(ExampleFile.text(side), side.size()));
          provenance.put(name, Origins.of(side));
        });
    return new DatasetManifest(
        FORMAT, made, catalog.hash(), files, counts(splits), Audit.of(splits), provenance);
  }

  private static DataFile file(String text, int rows) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new DataFile(Sha256.of(bytes), bytes.length, rows);
  }

  private static SequencedMap<String, Counts> counts(Splits splits) {
    TreeSet<String> names = new TreeSet<>();
    DatasetFolder.sides(splits)
        .values()
        .forEach(side -> side.forEach(each -> names.add(each.stratum())));
    SequencedMap<String, Counts> counts = new LinkedHashMap<>();
    for (String name : names) {
      counts.put(
          name,
          new Counts(
              count(splits.train(), name),
              count(splits.validation(), name),
              count(splits.test(), name)));
    }
    return counts;
  }

  private static int count(List<Example> side, String stratum) {
    return (int) side.stream().filter(each -> each.stratum().equals(stratum)).count();
  }

  /// The file's text.
  ///
  /// @return JSON, one line a field, with a line end
  public String toJson() {
    return RecordJson.write(this);
  }

  /// Reads the file's text.
  ///
  /// @param text JSON
  /// @param where how messages name the file
  /// @return what it says
  /// @throws UsherException if the text is not a manifest of this form
  public static DatasetManifest parse(String text, String where) {
    DatasetManifest manifest =
        RecordJson.read(text, DatasetManifest.class, where, "a data set manifest");
    if (manifest.format() != FORMAT) {
      throw new UsherException(
          where,
          "has form %d, expected %d; import the data again".formatted(manifest.format(), FORMAT));
    }
    return manifest;
  }
}
