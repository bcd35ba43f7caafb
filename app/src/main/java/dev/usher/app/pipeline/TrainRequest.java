package dev.usher.app.pipeline;

import dev.usher.tools.FormatOptions;
import dev.usher.training.TrainingMethod;
import dev.usher.training.TrainingOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// What a trained router is to be made from, and how.
///
/// @param data a data folder
/// @param model the folder to make
/// @param tools a catalogue to use instead of the data folder's
/// @param base the base model, as a model reference
/// @param kind the text that the model writes
/// @param order the order of arguments in it
/// @param options how to train
/// @param selection which sentences are used
public record TrainRequest(
    Path data,
    Path model,
    Optional<Path> tools,
    String base,
    FormatOptions.Kind kind,
    FormatOptions.ArgumentOrder order,
    TrainingOptions options,
    Selection selection) {

  /// A method's default options under a seed.
  ///
  /// @param method what is trained
  /// @param seed decides everything that is drawn
  /// @return the options
  public static TrainingOptions options(TrainingMethod method, long seed) {
    return TrainingOptions.of(method).toBuilder().seed(seed).build();
  }

  /// How it is trained, by the names of the options; what a build record says.
  SequencedMap<String, String> settings() {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("method", word(options.method()));
    settings.put("format", word(kind));
    settings.put("order", word(order));
    if (options.method() == TrainingMethod.LORA) {
      settings.put("rank", String.valueOf(options.lora().rank()));
      settings.put("alpha", String.valueOf(options.lora().alpha()));
    }
    settings.put("epochs", String.valueOf(options.epochs()));
    settings.put("learning-rate", String.valueOf(options.learningRate()));
    settings.put("batch-size", String.valueOf(options.batchSize()));
    settings.putAll(changes());
    OptionalInt limit = selection.limit();
    settings.put("limit", limit.isPresent() ? String.valueOf(limit.getAsInt()) : "none");
    if (selection.varied() > 0) {
      settings.put("vary", String.valueOf(selection.varied()));
    }
    settings.put("seed", String.valueOf(options.seed()));
    return settings;
  }

  /// What is seldom chosen, said only where it is not the method's default.
  private SequencedMap<String, String> changes() {
    SequencedMap<String, String> changes = details(options);
    changes.entrySet().removeAll(details(TrainingOptions.of(options.method())).entrySet());
    return changes;
  }

  private static SequencedMap<String, String> details(TrainingOptions options) {
    SequencedMap<String, String> details = new LinkedHashMap<>();
    details.put("schedule", word(options.schedule()));
    details.put("warm-up", String.valueOf(options.warmupSteps()));
    details.put("accumulation", String.valueOf(options.accumulation()));
    details.put("clip", String.valueOf(options.clip()));
    details.put("weight-decay", String.valueOf(options.weightDecay()));
    details.put("patience", String.valueOf(options.patience()));
    details.put("precision", word(options.precision()));
    details.put("dropout", String.valueOf(options.lora().dropout()));
    details.put("target-modules", String.join(",", options.lora().targets()));
    return details;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
