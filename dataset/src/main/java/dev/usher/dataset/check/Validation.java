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
/// @param catalog what may be called
/// @param splits the examples, as judged
/// @param rows all of them: the test side's, the validation side's, the training side's; each says
///   in which file and line it stands
/// @param languages that rows may be in besides that of nearly all
/// @param screening what is wrong with rows, by their index
/// @param gaps what the training side never shows
public record Validation(
    ToolCatalog catalog,
    Splits splits,
    List<Candidate> rows,
    Set<String> languages,
    Screening screening,
    List<Gap> gaps) {
  /// Copies the collections.
  public Validation {
    rows = List.copyOf(rows);
    languages = Set.copyOf(languages);
    gaps = List.copyOf(gaps);
  }

  /// Judges a data set.
  ///
  /// @param catalog what may be called
  /// @param splits the examples
  /// @return what is wrong with them
  public static Validation of(ToolCatalog catalog, Splits splits) {
    return of(catalog, splits, Set.of());
  }

  /// Judges a data set.
  ///
  /// @param catalog what may be called
  /// @param splits the examples
  /// @param languages that rows may be in besides that of nearly all, see [LanguageRule#languages]
  /// @return what is wrong with them
  public static Validation of(ToolCatalog catalog, Splits splits, Set<String> languages) {
    List<Candidate> train = rows(DatasetFolder.TRAIN, splits.train());
    List<List<Candidate>> sides =
        List.of(
            rows(DatasetFolder.TEST, splits.test()),
            rows(DatasetFolder.VALIDATION, splits.validation()),
            train);
    return new Validation(
        catalog,
        splits,
        sides.stream().flatMap(List::stream).toList(),
        languages,
        Screening.ofSides(catalog, sides, languages),
        CoverageRule.gaps(catalog, train));
  }

  private static List<Candidate> rows(String file, List<Example> side) {
    return IntStream.range(0, side.size())
        .mapToObj(i -> {
          Example row = side.get(i);
          return new Candidate(
              row.request(), row.decision(), new Provenance(file, i + 1), row.thought());
        })
        .toList();
  }

  /// What is left when the rows that break a rule are left out.
  ///
  /// @param validation of what is left, without faults; it may have gaps
  /// @param dropped the rows that were left out, with the places that they came from
  public record Mended(Validation validation, List<Dropped> dropped) {
    /// Copies the list.
    public Mended {
      dropped = List.copyOf(dropped);
    }

    /// The record of how the set was made, with what was left out since.
    ///
    /// @param made how the whole set was made
    /// @return the same where nothing was left out
    public ImportRecord record(ImportRecord made) {
      String note =
          "%,d rows that break rules were left out after the split".formatted(dropped.size());
      return dropped.isEmpty() ? made : made.plus(dropped, note);
    }
  }

  /// Leaves out the rows that break a rule, until none does: what is left of a set may break a rule
  /// that the whole of it did not.
  ///
  /// @param folder of the data set, for messages
  /// @return what is left
  /// @throws UsherException if nothing would be left to learn from
  public Mended mended(Path folder) {
    List<Dropped> dropped = new ArrayList<>();
    Validation left = this;
    while (!left.screening.faults().isEmpty()) {
      dropped.addAll(left.dropped());
      left = of(catalog, left.kept(), languages);
      if (left.splits.train().isEmpty()) {
        throw new UsherException(
            folder.resolve(DatasetFolder.TRAIN).toString(),
            "every row breaks a rule, nothing would be left; look at the rows that usher validate"
                + " names");
      }
    }
    return new Mended(left, dropped);
  }

  /// The examples in the order of [#rows()], each with the place that it came from.
  ///
  /// @return the test side's, the validation side's, the training side's
  public List<Example> examples() {
    return Stream.of(splits.test(), splits.validation(), splits.train())
        .flatMap(List::stream)
        .toList();
  }

  /// The first fault of each row.
  private List<Dropped> dropped() {
    List<Example> examples = examples();
    Set<Integer> seen = new HashSet<>();
    return screening.faults().stream()
        .filter(fault -> seen.add(fault.row()))
        .map(fault -> {
          Example row = examples.get(fault.row());
          return fault.dropped(row.provenance().where(), row.said());
        })
        .toList();
  }

  private Splits kept() {
    return new Splits(
        kept(DatasetFolder.TRAIN, splits.train()),
        kept(DatasetFolder.VALIDATION, splits.validation()),
        kept(DatasetFolder.TEST, splits.test()));
  }

  private List<Example> kept(String file, List<Example> side) {
    return screening.kept().stream()
        .filter(row -> row.provenance().source().equals(file))
        .map(row -> side.get((int) row.provenance().line() - 1))
        .toList();
  }
}
