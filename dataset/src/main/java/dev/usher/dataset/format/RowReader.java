package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.format.RowReading.Turn;
import dev.usher.dataset.format.RowReading.Unusable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads rows of one form, and remembers over all of them which tools they carry, which rows gave
/// nothing, and what was left out. System messages are left out, since a router's prompt is its
/// own, and so is what is neither a request nor the first reply to one.
public final class RowReader {

  private final RowForm form;
  private final CarriedTools tools = new CarriedTools();
  private final List<Unusable> unusable = new ArrayList<>();
  private int systems;
  private int cut;

  /// A reader that has read nothing.
  ///
  /// @param format of the rows
  public RowReader(RowFormat format) {
    this.form = format.form();
  }

  /// Reads some more rows.
  ///
  /// @param rows of one file
  /// @return what those say that can be used, in order
  /// @throws dev.usher.tools.UsherException if a row is malformed
  public List<Candidate> read(List<JsonLines.Row> rows) {
    List<Candidate> candidates = new ArrayList<>();
    for (JsonLines.Row row : rows) {
      RowReading reading = form.read(row);
      for (JsonNode tool : reading.tools()) {
        tools.note(tool, row.provenance().where());
      }
      switch (reading) {
        case Turn turn -> {
          candidates.add(turn.candidate());
          systems += turn.system() ? 1 : 0;
          cut += turn.leftOut() ? 1 : 0;
        }
        case Unusable none -> unusable.add(none);
      }
    }
    return candidates;
  }

  /// The rows that gave nothing.
  ///
  /// @return in order, of all rows read so far
  public List<Unusable> unusable() {
    return List.copyOf(unusable);
  }

  /// The tools that the rows carried.
  ///
  /// @return of all rows read so far
  public CarriedTools tools() {
    return tools;
  }

  /// What was left out of the rows that were used.
  ///
  /// @return of all rows read so far
  public Losses losses() {
    return Losses.of(systems, "rows have a system message; it was left out")
        .and(Losses.of(cut, "rows have more than requests and first replies; it was left out"));
  }
}
