package dev.usher.dataset.card;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.DatasetManifest.Counts;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.offline.OfflineTeacher;
import dev.usher.dataset.profile.DatasetProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The YAML in front of a card, by which the Hub lists and shows a data set: licence, language,
/// task, tags, size and which file is which split.
final class FrontMatter {

  private static final List<String> TAGS = List.of("function-calling", "tool-use", "usher");
  private static final String[] UNITS = {"", "K", "M", "B"};

  private FrontMatter() {}

  static String of(DatasetProfile profile, Optional<License> license) {
    StringBuilder yaml = new StringBuilder("---\n");
    license.ifPresent(known -> yaml.append("license: ").append(known.id()).append('\n'));
    if (isEnglish(profile)) {
      list(yaml, "language", List.of("en"));
    }
    list(yaml, "task_categories", List.of("text-generation"));
    list(yaml, "tags", TAGS);
    if (profile.importer().equals(Harvest.IMPORTER)) {
      yaml.append("- synthetic\n");
    }
    list(yaml, "size_categories", List.of(size(profile.total())));
    files(yaml, profile.rows());
    return yaml.append("---\n").toString();
  }

  /// The offline teacher writes English; of other rows nobody noted the language.
  private static boolean isEnglish(DatasetProfile profile) {
    return profile.teachers().keySet().equals(Set.of(OfflineTeacher.SOURCE))
        && profile.teachers().getOrDefault(OfflineTeacher.SOURCE, 0) == profile.total();
  }

  private static void list(StringBuilder yaml, String key, List<String> values) {
    yaml.append(key).append(":\n");
    values.forEach(value -> yaml.append("- ").append(value).append('\n'));
  }

  /// The Hub's word for so many rows: `n<1K`, `1K<n<10K`, …
  static String size(int rows) {
    if (rows < 1_000) {
      return "n<1K";
    }
    long low = 1_000;
    while (rows >= 10 * low) {
      low *= 10;
    }
    return shortened(low) + "<n<" + shortened(10 * low);
  }

  private static String shortened(long power) {
    long left = power;
    int unit = 0;
    while (left >= 1_000) {
      left /= 1_000;
      unit++;
    }
    return left + UNITS[unit];
  }

  /// An empty file is not named, for loaders refuse it.
  private static void files(StringBuilder yaml, Counts rows) {
    yaml.append("configs:\n- config_name: default\n  data_files:\n");
    split(yaml, "train", rows.train(), DatasetFolder.TRAIN);
    split(yaml, "validation", rows.validation(), DatasetFolder.VALIDATION);
    split(yaml, "test", rows.test(), DatasetFolder.TEST);
  }

  private static void split(StringBuilder yaml, String name, int rows, String file) {
    if (rows > 0) {
      yaml.append("  - split: %s\n    path: %s\n".formatted(name, file));
    }
  }
}
