package dev.usher.dataset.label;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.RowLog;
import dev.usher.tools.Decision;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// The prompts on which no two looks agree, for a person to decide: a row has both labels, or who
/// refused, and the person adds what is right as `"decision"`, in one of the forms of [PlainRow].
final class DisputeQueue {
  private final Path file;
  private final PromptReader reader;

  DisputeQueue(Path file, PromptReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /// Takes what a person has decided over into the log.
  ///
  /// @return how many prompts were decided
  /// @throws UsherException with file and line, if a decision is not what the catalogue admits
  int takeOver(LabelLog log) {
    int taken = 0;
    for (JsonLines.Row row : RowLog.rows(file)) {
      Optional<Decision> decided = decided(row);
      if (decided.isPresent()) {
        Prompt prompt = reader.read(row);
        Finding right = new Finding.Decided(required(prompt, decided.get()));
        if (log.find(prompt).isEmpty()) {
          throw new UsherException(
              row.provenance().where(),
              "was never labelled like this; add \"decision\" and leave the rest as it is");
        }
        if (!log.find(prompt).equals(Optional.of(right))) {
          log.put(prompt, right);
          taken++;
        }
      }
    }
    return taken;
  }

  private static Optional<Decision> decided(JsonLines.Row row) {
    String where = row.provenance().where();
    return Optional.ofNullable(row.json().get(Finding.DECISION))
        .filter(value -> !value.isNull())
        .map(value -> {
          if (value instanceof ObjectNode decision) {
            return PlainRow.decision(decision, where);
          }
          throw new UsherException(
              where, "\"decision\" must be an object, found " + JsonText.kind(value));
        });
  }

  private static Decision required(Prompt prompt, Decision decision) {
    if (prompt.requiresJson() && decision instanceof Decision.Answer) {
      throw new UsherException(
          prompt.provenance().where(), "requires a call, and the decision is an answer in words");
    }
    Candidate row =
        new Candidate(prompt.request(), decision, prompt.provenance(), Optional.empty());
    return new ExampleValidator(prompt.tools().catalog())
        .require(List.of(row))
        .getFirst()
        .decision();
  }

  /// Writes the queue anew.
  ///
  /// @param open prompts that were labelled and on which there is no agreement
  void write(List<Prompt> open, LabelLog log) {
    AtomicFile.write(
        file, open.stream().map(prompt -> line(prompt, log) + "\n").collect(Collectors.joining()));
  }

  private static String line(Prompt prompt, LabelLog log) {
    ObjectNode row = prompt.json();
    log.find(prompt).ifPresent(finding -> finding.put(row));
    return JsonText.line(row);
  }
}
