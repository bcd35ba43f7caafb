package dev.usher.dataset.profile;

import dev.usher.dataset.Audit;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.DatasetManifest;
import dev.usher.dataset.DatasetManifest.Counts;
import dev.usher.dataset.Example;
import dev.usher.dataset.RecordJson;
import dev.usher.dataset.Splits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// What is in a data set, counted over all three sides. Nothing in it is typed by hand: all of it
/// follows from the folder and, where the folder lies in a workspace, from its candidate logs.
///
/// @param format the version of this record's JSON form, 1
/// @param importer how the folder was made, as its manifest says
/// @param catalogueSha256 the catalogue's hash
/// @param rows how many, side by side
/// @param kinds what is right for them, by form
/// @param tools how each tool of the catalogue is used, in its order
/// @param teachers who wrote the rows, with their number; empty where it is not known
/// @param scenario the axes of the scenarios behind the rows; empty where they are not known
/// @param words how long the sentences are
/// @param repetition how much they are alike
/// @param leftOut what the rules left out
/// @param audit what the sides have in common
/// @param shared what the values of the held-out sides have in common with training's, by argument
public record DatasetProfile(
    int format,
    String importer,
    String catalogueSha256,
    Counts rows,
    Kinds kinds,
    List<ToolUse> tools,
    SequencedMap<String, Integer> teachers,
    List<AxisUse> scenario,
    Lengths words,
    Repetition repetition,
    LeftOut leftOut,
    Audit audit,
    List<SharedValues> shared) {

  /// The version of the JSON form.
  public static final int FORMAT = 1;

  /// Copies the lists.
  public DatasetProfile {
    tools = List.copyOf(tools);
    scenario = List.copyOf(scenario);
    shared = List.copyOf(shared);
  }

  /// Looks through a data set.
  ///
  /// @param folder the data set
  /// @return what is in it
  /// @throws dev.usher.tools.UsherException if a candidate log of its workspace cannot be read
  public static DatasetProfile of(DatasetFolder folder) {
    DatasetManifest manifest = folder.manifest();
    Splits splits = folder.splits();
    List<Example> all =
        Stream.of(splits.train(), splits.validation(), splits.test())
            .flatMap(List::stream)
            .toList();
    WrittenRows written = WrittenRows.of(folder, all);
    return new DatasetProfile(
        FORMAT,
        manifest.made().importer(),
        manifest.catalogueSha256(),
        new Counts(splits.train().size(), splits.validation().size(), splits.test().size()),
        Kinds.of(all),
        tools(folder, all),
        written.teachers(),
        written.axes(),
        Lengths.of(all.stream().map(Example::text).toList()),
        Repetition.of(all),
        LeftOut.of(manifest.made(), all.size()),
        manifest.audit(),
        SharedValues.of(splits));
  }

  private static List<ToolUse> tools(DatasetFolder folder, List<Example> all) {
    Counts none = new Counts(0, 0, 0);
    SequencedMap<String, Counts> counts = folder.manifest().tools();
    List<ToolUse> tools = new ArrayList<>();
    folder
        .catalog()
        .tools()
        .forEach(tool -> tools.add(ToolUse.of(tool, counts.getOrDefault(tool.name(), none), all)));
    Optional.ofNullable(counts.get(Example.ANSWER))
        .ifPresent(rows -> tools.add(new ToolUse(Example.ANSWER, rows, 0, List.of())));
    return List.copyOf(tools);
  }

  /// The rows of all sides.
  ///
  /// @return their number
  public int total() {
    return rows.train() + rows.validation() + rows.test();
  }

  /// The profile for machines.
  ///
  /// @return JSON, one line a field, with a line end
  public String toJson() {
    return RecordJson.write(this);
  }
}
