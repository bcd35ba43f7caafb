package dev.usher.app.pipeline;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleFile;
import dev.usher.dataset.Splits;
import dev.usher.dataset.variation.Variants;
import dev.usher.tools.Decision;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The sentences of a request, and what they ask of the format.
///
/// @param catalog what can be called
/// @param training to learn from
/// @param validation to choose by
/// @param manifest the file that names the data by hash
record TrainingData(
    ToolCatalog catalog, List<Example> training, List<Example> validation, Path manifest) {

  static TrainingData read(TrainRequest request) {
    DatasetFolder folder = DatasetFolder.read(request.data());
    long seed = request.options().seed();
    TrainingData all =
        request
            .tools()
            .map(file -> underCatalogue(folder, ToolCatalog.read(file)))
            .orElseGet(() ->
                of(
                    folder,
                    folder.catalog(),
                    folder.splits().train(),
                    folder.splits().validation()));
    Selection selection = request.selection();
    List<Example> training = limited(all.training(), selection.limit(), seed);
    List<Example> heldOut =
        Stream.concat(folder.splits().validation().stream(), folder.splits().test().stream())
            .toList();
    return new TrainingData(
        all.catalog(),
        Variants.mixed(training, all.catalog(), heldOut, selection.varied(), seed),
        limited(all.validation(), selection.validationLimit(), seed),
        all.manifest());
  }

  /// The same sentences, checked against another catalogue.
  private static TrainingData underCatalogue(DatasetFolder folder, ToolCatalog catalog) {
    List<Example> validation =
        folder.splits().validation().isEmpty()
            ? List.of()
            : ExampleFile.read(folder.path().resolve(DatasetFolder.VALIDATION), catalog);
    return of(
        folder,
        catalog,
        ExampleFile.read(folder.path().resolve(DatasetFolder.TRAIN), catalog),
        validation);
  }

  private static TrainingData of(
      DatasetFolder folder, ToolCatalog catalog, List<Example> training, List<Example> validation) {
    return new TrainingData(
        catalog, training, validation, folder.path().resolve(DatasetFolder.MANIFEST));
  }

  private static List<Example> limited(List<Example> examples, OptionalInt limit, long seed) {
    return limit.isPresent() ? Splits.sample(examples, limit.getAsInt(), seed) : examples;
  }

  /// The format that can hold every decision, earlier ones too: as many calls as the longest has,
  /// and answers where there are any.
  FormatOptions format(FormatOptions.Kind kind, FormatOptions.ArgumentOrder order) {
    List<Decision> decisions =
        Stream.concat(training.stream(), validation.stream())
            .flatMap(TrainingData::decisions)
            .toList();
    int calls = decisions.stream().mapToInt(decision -> decision.calls().size()).max().orElse(1);
    boolean answers = decisions.stream().anyMatch(Decision.Answer.class::isInstance);
    return new FormatOptions(kind, order, Math.max(1, calls), answers, false);
  }

  private static Stream<Decision> decisions(Example example) {
    return Stream.concat(example.request().decisions().stream(), Stream.of(example.decision()));
  }
}
