package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.Candidate;
import dev.usher.dataset.check.Fault;
import dev.usher.dataset.check.Gap;
import dev.usher.dataset.check.Screening;
import dev.usher.dataset.check.Unjudged;
import dev.usher.tools.ToolCatalog;
import java.io.IOException;
import java.util.List;

/// What rules say of rows: each rule with its count and some of its rows.
///
/// @param rows that were judged
/// @param screening what was said of them
/// @param all whether to show each row, not only some of each rule
record FaultReport(List<Candidate> rows, Screening screening, boolean all) {
  /// How many rows of a rule are shown where not all are.
  static final int SHOWN = 3;

  void print(Console console) throws IOException {
    for (var rule : screening.counts().entrySet()) {
      console.print(
          "%s: %,d of %,d rows".formatted(rule.getKey(), rule.getValue(), screening.rows()));
      for (Fault fault : faults(rule.getKey())) {
        Candidate row = rows.get(fault.row());
        console.print("  %s: %s".formatted(row.provenance().where(), fault.reason()));
        console.print("    " + row.said().replace("\n", " / "));
      }
    }
    console.print(
        "%,d of %,d rows break no rule".formatted(screening.kept().size(), screening.rows()));
  }

  /// What a set lacks.
  static void print(List<Gap> gaps, Console console) throws IOException {
    for (Gap gap : gaps) {
      console.print("%s: %s".formatted(gap.rule(), gap.reason()));
    }
  }

  /// What one of the rules could not judge.
  static void ungrounded(Screening screening, ToolCatalog catalog, Console console) {
    for (Unjudged each : screening.ungrounded(catalog)) {
      console.say("not judged by grounding: %s %s".formatted(each.argument(), each.reason()));
    }
  }

  private List<Fault> faults(String rule) {
    return screening.faults().stream()
        .filter(each -> each.rule().equals(rule))
        .limit(all ? Integer.MAX_VALUE : SHOWN)
        .toList();
  }
}
