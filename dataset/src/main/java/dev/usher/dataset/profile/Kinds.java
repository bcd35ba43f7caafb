package dev.usher.dataset.profile;

import dev.usher.dataset.Example;
import java.util.List;

/// What is right for the rows, by form.
///
/// @param oneCall rows with one call
/// @param severalCalls rows with several calls at once
/// @param answers rows that no tool is right for
/// @param following rows with a history, of any of these forms
public record Kinds(int oneCall, int severalCalls, int answers, int following) {

  static Kinds of(List<Example> rows) {
    int answers = (int) rows.stream().filter(row -> calls(row) == 0).count();
    int one = (int) rows.stream().filter(row -> calls(row) == 1).count();
    int following = (int) rows.stream().filter(row -> !row.request().history().isEmpty()).count();
    return new Kinds(one, rows.size() - one - answers, answers, following);
  }

  private static int calls(Example row) {
    return row.decision().calls().size();
  }
}
