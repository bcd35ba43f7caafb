package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.ImportRecord.SourceFile;
import dev.usher.dataset.ImportRecord.Writing;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.RowLog;
import dev.usher.dataset.Splits;
import dev.usher.dataset.check.DistributionRule;
import dev.usher.dataset.check.Gap;
import dev.usher.dataset.check.LanguageRule;
import dev.usher.dataset.check.Screening;
import dev.usher.dataset.check.Validation;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.dataset.source.Splitter;
import dev.usher.dataset.source.Splitter.Side;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/// From a log of candidates to a data set: screened, split, what then leaks from one side to
/// another left out, with a manifest that says what was left out and why.
///
/// @param screening what the rules said
/// @param gaps weights of the scenario files that the finished set misses
/// @param folder the data set as written
public record Harvest(Screening screening, List<Gap> gaps, DatasetFolder folder) {
  /// What a manifest calls the maker of such a data set.
  public static final String IMPORTER = "generate";

  private static final double HELD_OUT = 0.1; // for each of validation and test

  /// Brings in what a log has.
  ///
  /// @param workspace to write the data set of
  /// @param log of candidates
  /// @param count rows to use, the first ones
  /// @param seed of the split
  /// @return the data set and what was left out
  /// @throws dev.usher.tools.UsherException if the log or the catalogue cannot be read
  public static Harvest of(Workspace workspace, Path log, int count, long seed) {
    ToolCatalog catalog = workspace.catalog();
    List<GeneratedRow> written =
        JsonLines.readOrEmpty(log, name(workspace, log)).stream()
            .map(GeneratedRow::read)
            .filter(row -> row.id() < count)
            .toList();
    List<Candidate> rows = written.stream().map(GeneratedRow::candidate).toList();
    Set<String> languages = LanguageRule.languages(workspace.scenarios());
    Screening screening = Screening.of(catalog, rows, languages);
    List<Example> examples = new ExampleValidator(catalog).require(screening.kept());
    Map<Side, List<Example>> sides = new Splitter(HELD_OUT, HELD_OUT, seed).split(examples);
    Splits splits =
        new Splits(
            sides.getOrDefault(Side.TRAIN, List.of()),
            sides.getOrDefault(Side.VALIDATION, List.of()),
            sides.getOrDefault(Side.TEST, List.of()));
    Path folder = workspace.dataset();
    Validation.Mended mended = Validation.of(catalog, splits, languages).mended(folder);
    List<GeneratedRow> left = left(written, mended.validation());
    List<Gap> gaps = gaps(workspace, left);
    ImportRecord made =
        record(workspace, log, seed, rows, screening).written(writing(workspace, left, gaps));
    return new Harvest(
        screening,
        gaps,
        DatasetFolder.write(folder, catalog, mended.validation().splits(), mended.record(made)));
  }

  /// The lines of the log that the finished set's rows came from.
  private static List<GeneratedRow> left(List<GeneratedRow> written, Validation finished) {
    Map<String, GeneratedRow> lines = new HashMap<>();
    written.forEach(row -> lines.put(row.candidate().provenance().where(), row));
    return finished.examples().stream()
        .map(row -> lines.get(row.provenance().where()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<Gap> gaps(Workspace workspace, List<GeneratedRow> left) {
    return DistributionRule.gaps(
        Scenarios.read(workspace.scenarios()), left.stream().map(GeneratedRow::scenario).toList());
  }

  private static Writing writing(Workspace workspace, List<GeneratedRow> left, List<Gap> gaps) {
    return new Writing(
        left.stream().map(GeneratedRow::teacher).distinct().sorted().toList(),
        workspace.hash(),
        Scenarios.files(workspace.scenarios()).stream()
            .map(file -> SourceFile.of(name(workspace, file), file))
            .toList(),
        gaps.stream().map(Gap::reason).toList());
  }

  private static ImportRecord record(
      Workspace workspace, Path log, long seed, List<Candidate> rows, Screening screening) {
    String share = "made: a share of %s of each tool's examples, whole groups".formatted(HELD_OUT);
    List<Dropped> dropped =
        screening.faults().stream()
            .map(fault -> {
              Candidate row = rows.get(fault.row());
              return fault.dropped(row.provenance().where(), row.said());
            })
            .toList();
    return new ImportRecord(
        IMPORTER,
        seed,
        OptionalInt.empty(),
        "the workspace's " + workspace.tools().getFileName(),
        share,
        share,
        List.of(SourceFile.of(name(workspace, log), log)),
        dropped,
        notes(workspace, log));
  }

  private static List<String> notes(Workspace workspace, Path log) {
    Path file = CandidateLog.refused(log);
    int refused = RowLog.rows(file).size();
    return refused == 0
        ? List.of()
        : List.of(
            "%,d scenarios have no row; %s says why".formatted(refused, name(workspace, file)));
  }

  /// Told from the workspace on: manifests hold no path of a machine.
  private static String name(Workspace workspace, Path file) {
    return workspace.path().relativize(file).toString().replace('\\', '/');
  }
}
