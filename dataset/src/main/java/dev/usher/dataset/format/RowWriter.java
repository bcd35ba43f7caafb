package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Example;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.format.RowReading.Turn;
import dev.usher.dataset.format.RowReading.Unusable;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Writes rows of one form. Each row is read again before it counts as written, so whatever a form
/// would give back otherwise is refused instead of bent.
final class RowWriter {

  private final RowFormat format;
  private final RowForm form;
  private final ToolList tools;
  private int answers;
  private int leftOut;
  private int thoughts;

  /// @throws UsherException if the form cannot declare the tools; it names the tool
  RowWriter(RowFormat format, ToolCatalog catalog) {
    this.format = format;
    this.form = format.form();
    this.tools = ToolList.of(catalog);
    form.obstacle(tools)
        .ifPresent(why -> {
          throw new UsherException(
              format.word(), "cannot declare the tools: %s; reword it".formatted(why));
        });
  }

  /// The text of a file.
  ///
  /// @return one line an example that the form holds, each with its end
  /// @throws UsherException if the form cannot hold a row; it names the first few
  String text(List<Example> examples) {
    StringBuilder text = new StringBuilder();
    List<Refusals.Refusal> refused = new ArrayList<>();
    for (Example example : examples) {
      if (!form.holds(example.request())) {
        leftOut++;
        continue;
      }
      Decision held = form.held(example.decision());
      answers += held.equals(example.decision()) ? 0 : 1;
      Optional<String> why = form.obstacle(example.request(), held);
      if (why.isEmpty()) {
        ObjectNode row = form.write(example.request(), held, tools);
        example.thought().ifPresent(thought -> put(thought, row));
        why = difference(row, example, held);
        text.append(JsonText.line(row)).append('\n');
      }
      why.ifPresent(
          reason -> refused.add(new Refusals.Refusal(example.provenance().where(), reason)));
    }
    Refusals.require(refused, examples.size(), "cannot be held by " + format.word());
    return text.toString();
  }

  private void put(String thought, ObjectNode row) {
    if (form.holdsThoughts()) {
      row.put(PlainRow.THOUGHT, thought);
    } else {
      thoughts++;
    }
  }

  /// What a row would say that was written otherwise.
  private Optional<String> difference(ObjectNode row, Example example, Decision held) {
    try {
      return switch (form.read(new JsonLines.Row(row, example.provenance()))) {
        case Unusable none -> Optional.of("would be of no use when read back: " + none.why());
        case Turn turn
            when form.holdsThoughts() && !turn.candidate().thought().equals(example.thought()) ->
            Optional.of("the thought would be read back as " + turn.candidate().thought());
        case Turn turn -> difference(turn.candidate(), example.request(), held);
      };
    } catch (UsherException e) {
      return Optional.of("could not be read back: " + e.getMessage());
    }
  }

  private static Optional<String> difference(Candidate read, Request request, Decision decision) {
    if (!read.text().equals(request.text())) {
      return Optional.of("the text would be read back as \"%s\"".formatted(read.text()));
    }
    if (!read.request().history().equals(request.history())) {
      return Optional.of("the history would be read back as " + read.request().history());
    }
    return read.decision().equals(decision)
        ? Optional.empty()
        : Optional.of("the decision would be read back as " + read.decision());
  }

  /// What is lost of the rows written so far.
  Losses losses() {
    return Losses.of(answers, "rows lost the words of their answer")
        .and(Losses.of(thoughts, "rows lost their thought"))
        .and(Losses.of(leftOut, "rows have a history, for which there is no place; left out"));
  }

  /// What rows do not say of the catalogue.
  Losses catalogueLosses() {
    return form.losses(tools);
  }
}
