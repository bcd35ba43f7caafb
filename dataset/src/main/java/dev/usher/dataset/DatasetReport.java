package dev.usher.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A data set in a few lines of text, to read after an import.
public final class DatasetReport {

  private final StringBuilder out = new StringBuilder();

  private DatasetReport() {}

  /// Writes a data set's counts, what was left out and what else its manifest notes.
  ///
  /// @param data the data set
  /// @return lines of text, each with its end
  public static String of(DatasetFolder data) {
    DatasetReport report = new DatasetReport();
    ImportRecord made = data.manifest().made();
    report.counts(data);
    report.line("catalogue: %s", made.catalogue());
    report.line("validation: %s", made.validation());
    report.line("test: %s", made.test());
    report.dropped(made);
    report.audit(data.manifest().audit());
    made.notes().forEach(note -> report.line("note: %s", note));
    return report.out.toString();
  }

  private void counts(DatasetFolder data) {
    Map<String, DatasetManifest.Counts> tools = data.manifest().tools();
    int width = tools.keySet().stream().mapToInt(String::length).max().orElse(0);
    String form = "%-" + Math.max(3, width) + "s %8s %10s %8s";
    line(form, "", "train", "validation", "test");
    tools.forEach((tool, n) -> line(form, tool, n.train(), n.validation(), n.test()));
    Splits splits = data.splits();
    line(form, "all", splits.train().size(), splits.validation().size(), splits.test().size());
  }

  private void dropped(ImportRecord made) {
    Map<String, Integer> reasons = new TreeMap<>();
    made.dropped().forEach(each -> reasons.merge(each.rule(), 1, Integer::sum));
    reasons.forEach((why, count) -> line("left out: %s, %s", count, why));
  }

  private void audit(Audit audit) {
    audit("test rows whose template also stands in training", audit.testTemplatesInTrain());
    audit("validation rows that also stand in test", audit.validationTextsInTest());
    audit("training rows that repeat another one", audit.repeatedTrainingTexts());
    audit("training rows that contradict another one", audit.contradictions());
  }

  private void audit(String what, int count) {
    if (count > 0) {
      line("%s: %s", what, count);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // would need a dependency for the annotation alone
  private void line(String form, Object... values) {
    out.append(String.format(Locale.ROOT, form, values).stripTrailing()).append('\n');
  }
}
