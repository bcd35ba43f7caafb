package dev.usher.dataset.source;

import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The JSON lines files of a source by their part. A folder's `train.jsonl` is its training side,
/// or, where there is none, all its `.jsonl` files that are no held-out side; a single file is the
/// training side alone.
record SplitFiles(
    List<Path> training, Optional<Path> validation, Optional<Path> test, List<Path> ignored) {

  private static final String[] TRAIN = {"train.jsonl"};
  private static final String[] VALIDATION = {
    "validation.jsonl", "valid.jsonl", "val.jsonl", "dev.jsonl"
  };
  private static final String[] TEST = {"test.jsonl"};

  /// @throws UsherException if there is nothing to learn from
  static SplitFiles of(Source source) {
    Optional<Path> validation = validation(source);
    Optional<Path> test = test(source);
    List<Path> others =
        source.files(name -> name.endsWith(".jsonl")).stream()
            .filter(each -> !each.equals(validation.orElse(null)))
            .filter(each -> !each.equals(test.orElse(null)))
            .toList();
    List<Path> training = source.find(TRAIN).map(List::of).orElse(others);
    if (training.isEmpty()) {
      throw new UsherException(
          source.name(),
          "has nothing to learn from; expected train.jsonl or another .jsonl file beside the"
              + " validation and test sides");
    }
    return new SplitFiles(
        training,
        validation,
        test,
        others.stream().filter(each -> !training.contains(each)).toList());
  }

  static Optional<Path> validation(Source source) {
    return source.find(VALIDATION);
  }

  static Optional<Path> test(Source source) {
    return source.find(TEST);
  }

  /// A note for the manifest on files that were left alone.
  List<String> notes(Source source) {
    return ignored.stream()
        .map(each -> source.name(each) + " was not read: train.jsonl is the training side")
        .toList();
  }
}
