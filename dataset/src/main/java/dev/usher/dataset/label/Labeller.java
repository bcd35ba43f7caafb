package dev.usher.dataset.label;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.Verdict;
import dev.usher.dataset.asking.CheckedQuestion;
import dev.usher.dataset.asking.EarlierTurns;
import dev.usher.dataset.asking.Outcome;
import dev.usher.dataset.asking.PromptTexts;
import dev.usher.dataset.check.ThoughtRule;
import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.SpendLog;
import dev.usher.dataset.teacher.Teachers;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Has teachers look twice at a prompt: somebody else the second time, or the same once more with
/// more freedom in the answer. Safe for many threads.
public final class Labeller {
  private static final PromptTexts TEXTS = PromptTexts.read(Labeller.class, "labelling.yaml");
  private static final double FIRM = 0;
  private static final double FREE = 0.8;
  private static final int HEX = 16;
  private static final int DIGITS = 15; // of a key, which fit into a positive long

  private final Teachers first;
  private final Optional<Teachers> second;
  private final boolean thoughts;

  /// A labeller.
  ///
  /// @param first who look first, in turn
  /// @param second who look again; whoever looked first, if nobody is named
  /// @param thoughts whether they also say why the decision is right
  public Labeller(Teachers first, Optional<Teachers> second, boolean thoughts) {
    this.first = first;
    this.second = second;
    this.thoughts = thoughts;
  }

  /// Has the budgets of those who look hold over all runs that fill a log.
  SpendLog spendLog(Path log) {
    return SpendLog.open(log, Stream.concat(Stream.of(first), second.stream()).toList());
  }

  Outcome<Finding> label(Prompt prompt) {
    return look(prompt, first, FIRM)
        .then((_, opinion) -> {
          List<String> same = List.of(opinion.teacher());
          Teachers others = second.orElseGet(() -> first.only(same));
          return look(prompt, others, others.names().equals(same) ? FREE : FIRM)
              .then((teacher, again) ->
                  new Outcome.Made<>(teacher, new Finding.Looked(opinion, again)));
        });
  }

  private Outcome<Opinion> look(Prompt prompt, Teachers teachers, double temperature) {
    ExampleValidator validator = new ExampleValidator(prompt.tools().catalog());
    ThoughtRule rule = new ThoughtRule(prompt.tools().catalog());
    long id = Long.parseLong(prompt.key().substring(0, DIGITS), HEX);
    return new CheckedQuestion<Candidate>(
            question(prompt, temperature),
            answer -> candidate(prompt, answer),
            row -> fault(row, validator, rule))
        .ask(teachers, id)
        .then((teacher, row) ->
            new Outcome.Made<>(
                teacher,
                new Opinion(
                    teacher,
                    validator.require(List.of(row)).getFirst().decision(),
                    row.thought())));
  }

  private Question question(Prompt prompt, double temperature) {
    ToolCatalog catalog = prompt.tools().catalog();
    JsonNode tools = JsonText.parse(catalog.toJson(), "tools");
    StringBuilder system = new StringBuilder();
    system.append(TEXTS.text("system", Map.of("tools", tools.toString())));
    system.append('\n').append(TEXTS.text(prompt.requiresJson() ? "calls" : "answers", Map.of()));
    if (thoughts) {
      system.append('\n').append(TEXTS.text("thoughts", Map.of()));
    }
    prompt
        .systemHint()
        .ifPresent(hint -> system.append("\n\n").append(TEXTS.text("hint", Map.of("hint", hint))));
    return new Question(
        system.toString(),
        words(prompt.request()),
        DecisionSchema.of(catalog, !prompt.requiresJson(), thoughts),
        temperature);
  }

  private static String words(Request request) {
    if (request.history().isEmpty()) {
      return TEXTS.text("row", Map.of("text", request.text()));
    }
    String turns = EarlierTurns.lines(request, decision -> JsonText.line(PlainRow.json(decision)));
    return TEXTS.text("follow-up", Map.of("text", request.text(), "history", turns));
  }

  private static Candidate candidate(Prompt prompt, ObjectNode answer) {
    return new Candidate(
        prompt.request(),
        PlainRow.decision(
            (ObjectNode) answer.path(DecisionSchema.DECISION), prompt.provenance().where()),
        prompt.provenance(),
        Optional.ofNullable(answer.get(DecisionSchema.THOUGHT))
            .map(thought -> thought.asString().strip()));
  }

  private static Optional<String> fault(
      Candidate row, ExampleValidator validator, ThoughtRule rule) {
    return switch (validator.judge(row)) {
      case Verdict.Rejected refusal -> Optional.of(String.join("; ", refusal.reasons()));
      case Verdict.Accepted _ -> rule.fault(row);
    };
  }
}
