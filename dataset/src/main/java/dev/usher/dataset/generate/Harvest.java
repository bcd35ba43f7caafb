package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.RowLog;
import dev.usher.dataset.Splits;
import dev.usher.dataset.check.DistributionRule;
import dev.usher.dataset.check.Fault;
import dev.usher.dataset.check.Gap;
import dev.usher.dataset.check.Screening;
import dev.usher.dataset.check.Validation;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.dataset.source.Splitter;
import dev.usher.dataset.source.Splitter.Side;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// From a log of candidates to a data set: screened, split, what then leaks from one side to
/// another left out, with a manifest that says what was left out and why.
///
/// @param screening what the rules said
/// @param gaps weights of the scenario files that what is left misses
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
    Screening screening = Screening.of(catalog, rows);
    List<Example> examples = new ExampleValidator(catalog).require(screening.kept());
    Map<Side, List<Example>> sides = new Splitter(HELD_OUT, HELD_OUT, seed).split(examples);
    Splits splits =
        new Splits(
            sides.getOrDefault(Side.TRAIN, List.of()),
            sides.getOrDefault(Side.VALIDATION, List.of()),
            sides.getOrDefault(Side.TEST, List.of()));
    ImportRecord made = record(workspace, log, seed, rows, screening);
    Path folder = workspace.dataset();
    Validation.Mended mended = Validation.of(catalog, splits).mended(folder);
    return new Harvest(
        screening,
        gaps(workspace, written, screening),
        DatasetFolder.write(folder, catalog, mended.validation().splits(), mended.record(made)));
  }

  private static List<Gap> gaps(
      Workspace workspace, List<GeneratedRow> written, Screening screening) {
    Set<Integer> broken = screening.faults().stream().map(Fault::row).collect(Collectors.toSet());
    List<Map<String, String>> kept = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      if (!broken.contains(i)) {
        kept.add(written.get(i).scenario());
      }
    }
    return DistributionRule.gaps(Scenarios.read(workspace.scenarios()), kept);
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
        List.of(source(workspace, log)),
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

  private static ImportRecord.SourceFile source(Workspace workspace, Path log) {
    try {
      return new ImportRecord.SourceFile(name(workspace, log), Sha256.of(log), Files.size(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Told from the workspace on: manifests hold no path of a machine.
  private static String name(Workspace workspace, Path log) {
    return workspace.path().relativize(log).toString().replace('\\', '/');
  }
}
