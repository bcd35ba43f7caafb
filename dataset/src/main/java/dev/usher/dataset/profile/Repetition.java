package dev.usher.dataset.profile;

import dev.usher.dataset.Example;
import dev.usher.dataset.SentenceKeys;
import dev.usher.dataset.duplicates.NearDuplicates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How much the rows of all sides are alike.
///
/// @param exact rows whose normalised text stands in an earlier row
/// @param near rows that nearly repeat an earlier one, the exact ones not counted
/// @param template the rows of the most frequent masked template
/// @param templateExample a sentence of that template; empty where there are no rows
/// @param trigrams runs of three words, in all sentences
/// @param distinctTrigrams the different ones among them
public record Repetition(
    Part exact,
    Part near,
    Part template,
    String templateExample,
    int trigrams,
    int distinctTrigrams) {

  private static final int RUN = 3;

  static Repetition of(List<Example> rows) {
    List<String> texts = rows.stream().map(Example::said).toList();
    Set<Integer> exact = exact(texts);
    NearDuplicates alike = NearDuplicates.in(texts);
    int near = 0;
    for (int row = 0; row < texts.size(); row++) {
      near += alike.original(row).isPresent() && !exact.contains(row) ? 1 : 0;
    }
    List<Example> template = largestTemplate(rows);
    List<String> runs = texts.stream().flatMap(text -> runs(text).stream()).toList();
    return new Repetition(
        Part.of(exact.size(), rows.size()),
        Part.of(near, rows.size()),
        Part.of(template.size(), rows.size()),
        template.isEmpty() ? "" : template.getFirst().text(),
        runs.size(),
        new HashSet<>(runs).size());
  }

  private static Set<Integer> exact(List<String> texts) {
    Set<String> seen = new HashSet<>();
    Set<Integer> repeated = new HashSet<>();
    for (int row = 0; row < texts.size(); row++) {
      if (!seen.add(SentenceKeys.normalised(texts.get(row)))) {
        repeated.add(row);
      }
    }
    return repeated;
  }

  private static List<Example> largestTemplate(List<Example> rows) {
    Map<String, List<Example>> templates = new HashMap<>();
    List<Example> largest = List.of();
    for (Example row : rows) {
      String key = SentenceKeys.template(row.request(), row.decision());
      List<Example> same = templates.computeIfAbsent(key, _ -> new ArrayList<>());
      same.add(row);
      largest = same.size() > largest.size() ? same : largest;
    }
    return largest;
  }

  private static List<String> runs(String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    List<String> runs = new ArrayList<>();
    for (int i = 0; i + RUN <= words.length; i++) {
      runs.add(String.join(" ", words[i], words[i + 1], words[i + 2]));
    }
    return runs;
  }
}
