package dev.usher.dataset;

import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Turns candidates into examples: the one maker of [Example].
///
/// A candidate is accepted when its text says something, all its text can be written as UTF-8, each
/// call names a tool of the catalogue, and each call's arguments satisfy that tool's schema;
/// earlier turns of its history likewise. Arguments of an accepted example stand in catalogue
/// order.
public final class ExampleValidator {

  private static final int SHOWN = 5;

  private final ToolCatalog catalog;

  /// A validator for one catalogue.
  ///
  /// @param catalog what may be called
  public ExampleValidator(ToolCatalog catalog) {
    this.catalog = catalog;
  }

  /// Judges one candidate.
  ///
  /// @param candidate what somebody wrote
  /// @return the example, or what is wrong
  public Verdict judge(Candidate candidate) {
    List<String> faults = new ArrayList<>();
    judge(candidate.text(), candidate.decision(), faults);
    for (Request.Turn turn : candidate.request().history()) {
      List<String> ofTurn = new ArrayList<>();
      judge(turn.text(), turn.decision(), ofTurn);
      ofTurn.forEach(fault -> faults.add("history: " + fault));
    }
    if (!candidate.thought().map(ExampleValidator::writable).orElse(true)) {
      faults.add("the thought has half a surrogate pair, which UTF-8 cannot hold");
    }
    return faults.isEmpty()
        ? new Verdict.Accepted(accepted(candidate))
        : new Verdict.Rejected(candidate, faults);
  }

  private void judge(String text, Decision decision, List<String> faults) {
    if (text.isBlank()) {
      faults.add("the text is blank; expected a sentence");
    }
    if (!writable(text)) {
      faults.add("the text has half a surrogate pair, which UTF-8 cannot hold");
    }
    decision.calls().forEach(call -> judge(call, faults));
    if (decision instanceof Decision.Answer answer && !writable(answer.text())) {
      faults.add("the answer has half a surrogate pair, which UTF-8 cannot hold");
    }
  }

  /// Judges candidates of which each must be right.
  ///
  /// @param candidates what somebody wrote
  /// @return the examples, in the same order
  /// @throws UsherException if any is refused; it names the first few places and what is wrong
  ///   there
  public List<Example> require(List<Candidate> candidates) {
    List<Example> examples = new ArrayList<>();
    List<Verdict.Rejected> rejected = new ArrayList<>();
    for (Candidate candidate : candidates) {
      switch (judge(candidate)) {
        case Verdict.Accepted accepted -> examples.add(accepted.example());
        case Verdict.Rejected refusal -> rejected.add(refusal);
      }
    }
    if (!rejected.isEmpty()) {
      throw refusal(rejected, candidates.size());
    }
    return List.copyOf(examples);
  }

  private static UsherException refusal(List<Verdict.Rejected> rejected, int all) {
    Verdict.Rejected first = rejected.getFirst();
    StringBuilder message = new StringBuilder(String.join("; ", first.reasons()));
    for (Verdict.Rejected each : rejected.subList(1, Math.min(SHOWN, rejected.size()))) {
      message.append("\n").append(each.candidate().provenance().where()).append(": ");
      message.append(String.join("; ", each.reasons()));
    }
    message.append(
        "\n%,d of %,d rows are refused; mend the rows or the catalogue"
            .formatted(rejected.size(), all));
    return new UsherException(first.candidate().provenance().where(), message.toString());
  }

  private void judge(ToolCall call, List<String> faults) {
    Optional<Tool> tool = catalog.find(call.name());
    if (tool.isEmpty()) {
      faults.add("unknown tool \"%s\"; the catalogue has %s".formatted(call.name(), names()));
      return;
    }
    tool.get().parameters().violations(call.arguments()).stream()
        .limit(SHOWN)
        .forEach(each -> faults.add(call.name() + " " + each));
    Stream<String> strings =
        JsonText.leaves(call.arguments()).filter(JsonNode::isString).map(JsonNode::stringValue);
    if (!strings.allMatch(ExampleValidator::writable)) {
      faults.add(call.name() + ": half a surrogate pair, which UTF-8 cannot hold");
    }
  }

  private static boolean writable(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private String names() {
    List<Tool> tools = catalog.tools();
    String list = tools.stream().limit(2 * SHOWN).map(Tool::name).collect(Collectors.joining(", "));
    return tools.size() > 2 * SHOWN
        ? list + " and %d more".formatted(tools.size() - 2 * SHOWN)
        : list;
  }

  private Example accepted(Candidate candidate) {
    List<Request.Turn> history =
        candidate.request().history().stream()
            .map(turn -> new Request.Turn(turn.text(), ordered(turn.decision())))
            .toList();
    return new Example(
        new Request(history, candidate.text()),
        ordered(candidate.decision()),
        candidate.provenance(),
        candidate.thought());
  }

  private Decision ordered(Decision decision) {
    return switch (decision) {
      case Decision.Call call ->
          new Decision.Call(call.calls().stream().map(this::ordered).toList());
      case Decision.Answer answer -> answer;
    };
  }

  private ToolCall ordered(ToolCall call) {
    Schema parameters = catalog.find(call.name()).orElseThrow().parameters();
    if (!(parameters instanceof Schema.ObjectSchema object)) {
      return call;
    }
    ObjectNode given = call.arguments();
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    for (String name : object.properties().keySet()) {
      Optional.ofNullable(given.get(name)).ifPresent(value -> ordered.set(name, value));
    }
    given.properties().stream()
        .filter(each -> !ordered.has(each.getKey()))
        .forEach(each -> ordered.set(each.getKey(), each.getValue()));
    return new ToolCall(call.name(), ordered);
  }
}
