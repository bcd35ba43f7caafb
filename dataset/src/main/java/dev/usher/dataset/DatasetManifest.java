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
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `manifest.json`: what a data set folder holds, by hash and by number, and how it was made.
///
/// The file holds no time and no absolute path: the same source, seed and program give the same
/// bytes.
///
/// Form 1 of the file did not say who wrote a row, for which scenario and by which version of the
/// program; it is read as one of which all that is not known.
///
/// @param format the version of this file's form, 2
/// @param made how the folder was made
/// @param catalogueSha256 the catalogue's own hash, whatever the form of its file
/// @param files the folder's other files by name
/// @param tools how many examples of each tool stand on each side
/// @param audit what the three sides have in common
/// @param provenance for each split file, where each of its rows was read and who wrote it
public record DatasetManifest(
    int format,
    ImportRecord made,
    String catalogueSha256,
    SequencedMap<String, DataFile> files,
    SequencedMap<String, Counts> tools,
    Audit audit,
    SequencedMap<String, Origins> provenance) {

  /// The version of the form that this program writes.
  public static final int FORMAT = 2;

  private static final Pattern FORM_ONE = Pattern.compile("\\s*\\{\\s*\"format\"\\s*:\\s*1\\s*,");

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

  /// The first origin of each row of one file, as lists of one length: row `i` was read in file
  /// `files[file[i]]`, line `line[i]`, and written by `teachers[teacher[i]]` for the scenario with
  /// the number `scenario[i]`.
  ///
  /// @param files names of source files
  /// @param file for each row the index of its source file
  /// @param line for each row the line in that file
  /// @param teachers names of those who wrote
  /// @param teacher for each row the index of who wrote it, -1 where it is not known; empty where
  ///   it is known of no row
  /// @param scenario for each row the number of its scenario, likewise
  public record Origins(
      List<String> files,
      List<Integer> file,
      List<Long> line,
      List<String> teachers,
      List<Integer> teacher,
      List<Long> scenario) {
    private static final int UNKNOWN = -1;

    /// Copies the lists and checks that they fit together.
    public Origins {
      files = List.copyOf(files);
      file = List.copyOf(file);
      line = List.copyOf(line);
      teachers = List.copyOf(teachers);
      teacher = List.copyOf(teacher);
      scenario = List.copyOf(scenario);
      if (file.size() != line.size() || !isIndex(file, 0, files.size())) {
        throw new IllegalArgumentException("file and line must name one known place a row");
      }
      boolean nobody = teacher.isEmpty() && scenario.isEmpty();
      boolean all = teacher.size() == line.size() && scenario.size() == line.size();
      if (!(nobody || all) || !isIndex(teacher, UNKNOWN, teachers.size())) {
        throw new IllegalArgumentException(
            "teacher and scenario must name one known teacher a row");
      }
    }

    private static boolean isIndex(List<Integer> indexes, int from, int to) {
      return indexes.stream().allMatch(i -> i >= from && i < to);
    }

    static Origins of(List<Example> examples) {
      List<Provenance> places = examples.stream().map(Example::provenance).toList();
      Map<String, Integer> files = new LinkedHashMap<>();
      Map<String, Integer> teachers = new LinkedHashMap<>();
      List<Integer> file = new ArrayList<>();
      List<Long> line = new ArrayList<>();
      List<Integer> teacher = new ArrayList<>();
      List<Long> scenario = new ArrayList<>();
      boolean authored = places.stream().anyMatch(place -> place.author().isPresent());
      for (Provenance place : places) {
        file.add(index(files, place.source()));
        line.add(place.line());
        if (authored) {
          teacher.add(place.author().map(who -> index(teachers, who.teacher())).orElse(UNKNOWN));
          scenario.add(place.scenario().orElse(UNKNOWN));
        }
      }
      return new Origins(
          List.copyOf(files.keySet()),
          file,
          line,
          List.copyOf(teachers.keySet()),
          teacher,
          scenario);
    }

    private static int index(Map<String, Integer> indexes, String name) {
      indexes.putIfAbsent(name, indexes.size());
      return indexes.getOrDefault(name, UNKNOWN);
    }

    Provenance at(int row) {
      Provenance place = new Provenance(files.get(file.get(row)), line.get(row));
      if (teacher.isEmpty() || teacher.get(row) == UNKNOWN) {
        return place;
      }
      String who = teachers.get(teacher.get(row));
      return scenario.get(row) == UNKNOWN ? place.by(who) : place.by(who, scenario.get(row));
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
  /// @throws UsherException if the text is not a manifest of this form, or of an earlier one
  public static DatasetManifest parse(String text, String where) {
    DatasetManifest manifest =
        RecordJson.read(current(text, where), DatasetManifest.class, where, "a data set manifest");
    if (manifest.format() != FORMAT) {
      throw new UsherException(
          where,
          "has form %d, expected %d; import the data again".formatted(manifest.format(), FORMAT));
    }
    return manifest;
  }

  /// A file of form 1 as one of form 2.
  private static String current(String text, String where) {
    if (!FORM_ONE.matcher(text).lookingAt()) {
      return text;
    }
    ObjectNode json = JsonText.parseObject(text, where).put("format", FORMAT);
    if (json.get("made") instanceof ObjectNode made) {
      made.put("program", "").putNull("writing");
    }
    for (JsonNode origins : json.path("provenance").values()) {
      if (origins instanceof ObjectNode file) {
        List.of("teachers", "teacher", "scenario").forEach(file::putArray);
      }
    }
    return json.toString();
  }
}
