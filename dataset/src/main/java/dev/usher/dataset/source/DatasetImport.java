package dev.usher.dataset.source;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.SentenceKeys;
import dev.usher.dataset.Splits;
import dev.usher.dataset.source.Imported.Origin;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes a data set folder out of somebody's files: read, check each row against the catalogue,
/// split (or keep the source's own split), drop training rows that stand on a held-out side, write.
///
/// The catalogue is, in this order: the one that the options name, the source's own `tools.json`,
/// the one that the form brings, one inferred from the rows. Every row must be right; a wrong one
/// stops the import. Nothing is written before everything has been checked.
public final class DatasetImport {

  private static final String TOOLS = "tools.json";

  private final Source source;
  private final ImportOptions options;
  private final Imported imported;
  private final List<Dropped> dropped;
  private final List<String> notes;

  private DatasetImport(SourceFormat format, Path source, ImportOptions options) {
    this.source = Source.of(source);
    this.options = options;
    this.imported = format.importer().read(this.source);
    this.dropped = new ArrayList<>(imported.dropped());
    this.notes = new ArrayList<>(imported.notes());
  }

  /// Imports.
  ///
  /// @param format the source's form
  /// @param source a file or a folder
  /// @param out the folder to write
  /// @param options what to do with it
  /// @return the data set as written
  /// @throws UsherException if the source is malformed, a row is not admitted by the catalogue, or
  ///   the folder cannot be written
  public static DatasetFolder run(
      SourceFormat format, Path source, Path out, ImportOptions options) {
    return new DatasetImport(format, source, options).run(format, out);
  }

  private DatasetFolder run(SourceFormat format, Path out) {
    Origin<ToolCatalog> catalogue = catalogue();
    refuseToOverwrite(out);
    Sides sides = sides(catalogue.value());
    Splits splits = sides.splits();
    ImportRecord made =
        new ImportRecord(
            format.word(),
            options.seed(),
            options.limit(),
            catalogue.words(),
            sides.validation(),
            sides.test(),
            source.record(),
            dropped,
            notes);
    return DatasetFolder.write(out, catalogue.value(), splits, made);
  }

  private record Sides(Splits splits, String validation, String test) {}

  private Origin<ToolCatalog> catalogue() {
    return options
        .tools()
        .map(file -> new Origin<>(catalogue(file), "given: " + file.getFileName()))
        .or(() ->
            source
                .beside(TOOLS)
                .map(file -> new Origin<>(catalogue(file), "the source's " + TOOLS)))
        .or(() -> imported.catalogue().map(Supplier::get))
        .orElseGet(this::inferred);
  }

  private ToolCatalog catalogue(Path file) {
    source.note(file);
    return ToolCatalog.read(file);
  }

  private Origin<ToolCatalog> inferred() {
    List<Candidate> all =
        Stream.of(imported.validation(), imported.test())
            .flatMap(Optional::stream)
            .flatMap(side -> side.value().stream())
            .toList();
    List<Candidate> rows = Stream.concat(imported.training().stream(), all.stream()).toList();
    notes.add(
        "the source has no tools.json: the catalogue was inferred from all rows; nothing is"
            + " required, descriptions are the names' words");
    return new Origin<>(CatalogueText.infer(rows, source.name()), "inferred from the rows");
  }

  private void refuseToOverwrite(Path out) {
    for (String name :
        List.of(
            DatasetFolder.TOOLS,
            DatasetFolder.TRAIN,
            DatasetFolder.VALIDATION,
            DatasetFolder.TEST,
            DatasetFolder.MANIFEST)) {
      if (source.hasRead(out.resolve(name))) {
        throw new UsherException(
            out.resolve(name).toString(),
            "is read by this import and would be overwritten; name another folder to write to");
      }
    }
  }

  private Sides sides(ToolCatalog catalog) {
    ExampleValidator validator = new ExampleValidator(catalog);
    List<Example> training = validator.require(imported.training());
    Optional<List<Example>> validation =
        imported.validation().map(side -> validator.require(side.value()));
    Optional<List<Example>> test = imported.test().map(side -> validator.require(side.value()));
    List<Example> kept = withoutLeaks(training, validation, test);
    Map<Splitter.Side, List<Example>> made =
        new Splitter(
                validation.isPresent() ? 0 : options.validationShare(),
                test.isPresent() ? 0 : options.testShare(),
                options.seed())
            .split(kept);
    Splits splits =
        new Splits(
            limited(made.getOrDefault(Splitter.Side.TRAIN, List.of())),
            validation.orElseGet(() -> made.getOrDefault(Splitter.Side.VALIDATION, List.of())),
            test.orElseGet(() -> made.getOrDefault(Splitter.Side.TEST, List.of())));
    noteEmpty(splits);
    return new Sides(
        splits,
        words(imported.validation(), options.validationShare()),
        words(imported.test(), options.testShare()));
  }

  private String words(Optional<Origin<List<Candidate>>> side, double share) {
    return side.map(Origin::words)
        .orElseGet(() ->
            "made: a share of %s of each tool's examples, whole groups, seed %s"
                .formatted(share, options.seed()));
  }

  private void noteEmpty(Splits splits) {
    if (splits.train().isEmpty()) {
      throw new UsherException(
          source.name(), "leaves nothing to learn from: every row also stands on a held-out side");
    }
    if (splits.validation().isEmpty() || splits.test().isEmpty()) {
      notes.add("too few sentences that differ to hold any out: a held-out side is empty");
    }
  }

  private List<Example> limited(List<Example> training) {
    if (options.limit().isEmpty() || training.size() <= options.limit().getAsInt()) {
      return training;
    }
    notes.add(
        "%s of %s training examples drawn, each tool keeping its share, seed %s"
            .formatted(options.limit().getAsInt(), training.size(), options.seed()));
    return Splits.sample(training, options.limit().getAsInt(), options.seed());
  }

  private List<Example> withoutLeaks(
      List<Example> training, Optional<List<Example>> validation, Optional<List<Example>> test) {
    Map<String, String> held = new HashMap<>();
    validation.ifPresent(side -> side.forEach(each -> hold(each, "validation", held)));
    test.ifPresent(side -> side.forEach(each -> hold(each, "test", held)));
    List<Example> kept = new ArrayList<>();
    for (Example each : training) {
      String where = held.get(SentenceKeys.normalised(each.request()));
      if (where == null) {
        kept.add(each);
      } else {
        dropped.add(new Dropped(each.provenance().where(), "also stands in " + where, each.said()));
      }
    }
    return kept;
  }

  private static void hold(Example example, String side, Map<String, String> held) {
    held.put(
        SentenceKeys.normalised(example.request()), side + ", " + example.provenance().where());
  }
}
