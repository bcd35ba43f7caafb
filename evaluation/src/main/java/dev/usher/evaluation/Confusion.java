package dev.usher.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A fault that occurs, how often, and some of the sentences where it does.
///
/// @param fault what is wrong
/// @param count in how many sentences
/// @param sentences the first few of them
public record Confusion(Fault fault, int count, List<Sentence> sentences) {

  private static final int SENTENCES = 3;

  /// Copies the sentences.
  public Confusion {
    sentences = List.copyOf(sentences);
  }

  /// A sentence that went wrong.
  ///
  /// @param text what the person said
  /// @param expected what was right
  /// @param predicted what came
  public record Sentence(String text, String expected, String predicted) {}

  /// The faults of all rows, the most frequent first, those of one frequency in order of their
  /// names.
  static List<Confusion> of(List<Scorecard.Row> rows, List<Grade> grades) {
    Map<Fault, List<Scorecard.Row>> byFault = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      for (Fault fault : grades.get(i).faults().stream().distinct().toList()) {
        byFault.computeIfAbsent(fault, _ -> new ArrayList<>()).add(rows.get(i));
      }
    }
    return byFault.entrySet().stream()
        .map(each -> of(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparingInt((Confusion each) -> -each.count())
                .thenComparing(each -> each.fault().kind())
                .thenComparing(each -> each.fault().expected())
                .thenComparing(each -> each.fault().predicted()))
        .toList();
  }

  private static Confusion of(Fault fault, List<Scorecard.Row> rows) {
    return new Confusion(
        fault,
        rows.size(),
        rows.stream()
            .limit(SENTENCES)
            .map(row -> new Sentence(row.text(), row.expected(), row.predicted()))
            .toList());
  }
}
