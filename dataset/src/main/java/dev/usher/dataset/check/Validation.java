package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.Provenance;
import dev.usher.dataset.Splits;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A data set with its three sides, judged whole.
///
/// @param rows all of them: the test side's, the validation side's, the training side's; each says
///   in which file and line it stands
/// @param screening what is wrong with rows, by their index
/// @param gaps what the training side never shows
public record Validation(List<Candidate> rows, Screening screening, List<Gap> gaps) {
  /// Copies the lists.
  public Validation {
    rows = List.copyOf(rows);
    gaps = List.copyOf(gaps);
  }

  /// Judges a data set.
  ///
  /// @param data to judge; it stays as it is
  /// @return what is wrong with it
  public static Validation of(DatasetFolder data) {
    return of(data.catalog(), data.splits());
  }

  private static Validation of(ToolCatalog catalog, Splits splits) {
    List<Candidate> train = rows(DatasetFolder.TRAIN, splits.train());
    List<List<Candidate>> sides =
        List.of(
            rows(DatasetFolder.TEST, splits.test()),
            rows(DatasetFolder.VALIDATION, splits.validation()),
            train);
    return new Validation(
        sides.stream().flatMap(List::stream).toList(),
        Screening.ofSides(catalog, sides),
        CoverageRule.gaps(catalog, train));
  }

  private static List<Candidate> rows(String file, List<Example> side) {
    return IntStream.range(0, side.size())
        .mapToObj(i -> {
          Example row = side.get(i);
          return new Candidate(
              row.text(), row.decision(), new Provenance(file, i + 1), row.thought());
        })
        .toList();
  }

  /// Leaves out the rows that break a rule, until none does: what is left of a set may break a rule
  /// that the whole of it did not. The manifest lists what was left out and why.
  ///
  /// @param data to mend; its folder is replaced whole, or not at all
  /// @return what is left; the same where nothing was wrong
  /// @throws UsherException if nothing would be left to learn from
  public static DatasetFolder fix(DatasetFolder data) {
    List<Dropped> dropped = new ArrayList<>(data.manifest().made().dropped());
    Splits splits = data.splits();
    Validation validation = of(data);
    while (!validation.screening().faults().isEmpty()) {
      dropped.addAll(validation.dropped(splits));
      splits = validation.left(splits);
      requireRows(data.path(), splits);
      validation = of(data.catalog(), splits);
    }
    return splits.equals(data.splits())
        ? data
        : DatasetFolder.write(data.path(), data.catalog(), splits, made(data, dropped));
  }

  private static void requireRows(Path folder, Splits splits) {
    if (splits.train().isEmpty()) {
      throw new UsherException(
          folder.resolve(DatasetFolder.TRAIN).toString(),
          "every row breaks a rule, nothing would be left; look at the rows that usher validate names");
    }
  }

  private static ImportRecord made(DatasetFolder data, List<Dropped> dropped) {
    ImportRecord made = data.manifest().made();
    List<String> notes = new ArrayList<>(made.notes());
    int more = dropped.size() - made.dropped().size();
    notes.add("%,d rows that break rules were left out after the split".formatted(more));
    return made.with(dropped, notes);
  }

  /// The first fault of each row, with the place that the row came from.
  private List<Dropped> dropped(Splits splits) {
    List<Example> examples =
        Stream.of(splits.test(), splits.validation(), splits.train())
            .flatMap(List::stream)
            .toList();
    Set<Integer> seen = new HashSet<>();
    return screening.faults().stream()
        .filter(fault -> seen.add(fault.row()))
        .map(fault -> {
          Example row = examples.get(fault.row());
          return new Dropped(
              row.provenance().where(), fault.rule() + ", " + fault.reason(), row.text());
        })
        .toList();
  }

  private Splits left(Splits splits) {
    return new Splits(
        left(DatasetFolder.TRAIN, splits.train()),
        left(DatasetFolder.VALIDATION, splits.validation()),
        left(DatasetFolder.TEST, splits.test()));
  }

  private List<Example> left(String file, List<Example> side) {
    return screening.kept().stream()
        .filter(row -> row.provenance().source().equals(file))
        .map(row -> side.get((int) row.provenance().line() - 1))
        .toList();
  }
}
