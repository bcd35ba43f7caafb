package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.asking.CheckedQuestion;
import dev.usher.dataset.asking.EarlierTurns;
import dev.usher.dataset.asking.Outcome;
import dev.usher.dataset.asking.PromptTexts;
import dev.usher.dataset.check.Fault;
import dev.usher.dataset.check.RowRules;
import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Teachers;
import dev.usher.tools.Decision;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Has teachers write a sentence for a decision, and sends back what is not right: a value that
/// must be said word for word and is not, or a rule that the row breaks.
final class SentenceTask {
  private static final PromptTexts TEXTS = PromptTexts.read(SentenceTask.class, "writing.yaml");
  private static final double TEMPERATURE = 0.9;
  private static final String SENTENCE = "sentence";
  private static final String THOUGHT = "thought";

  private final RowRules rules;
  private final String system;
  private final ObjectNode schema;

  /// @param catalog what may be called
  /// @param thoughts whether the teachers also say why the decision is right
  SentenceTask(ToolCatalog catalog, boolean thoughts) {
    this.rules = new RowRules(catalog);
    this.system = system(catalog, thoughts);
    this.schema = schema(thoughts);
  }

  private static String system(ToolCatalog catalog, boolean thoughts) {
    String tools =
        catalog.tools().stream().map(SentenceTask::line).collect(Collectors.joining("\n"));
    String system = text("system", Map.of("tools", tools));
    return thoughts ? system + "\n" + text("thoughts", Map.of()) : system;
  }

  private static String line(Tool tool) {
    return "- " + tool.name() + (tool.description().isBlank() ? "" : ": " + tool.description());
  }

  private static ObjectNode schema(boolean thoughts) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    List<String> names = thoughts ? List.of(THOUGHT, SENTENCE) : List.of(SENTENCE);
    ObjectNode properties = schema.putObject("properties");
    names.forEach(name -> properties.putObject(name).put("type", "string").put("minLength", 1));
    names.forEach(schema.putArray("required")::add);
    return schema.put("additionalProperties", false);
  }

  /// Words of `writing.yaml`.
  static String text(String key, Map<String, String> values) {
    return TEXTS.text(key, values);
  }

  /// Items as lines of a list.
  static String lines(List<String> items) {
    return items.stream().map(item -> "- " + item).collect(Collectors.joining("\n"));
  }

  /// A decision as teachers read it.
  static String decision(Decision decision) {
    return decision instanceof Decision.Answer
        ? text("no-tool", Map.of())
        : JsonText.line(PlainRow.json(decision));
  }

  /// What was said and decided before a row, as teachers read it.
  static String history(Candidate row) {
    return row.request().history().isEmpty()
        ? text("no-history", Map.of())
        : EarlierTurns.lines(row.request(), SentenceTask::decision);
  }

  /// What must be said word for word, as teachers read it.
  static String values(List<String> said) {
    return said.isEmpty() ? text("no-values", Map.of()) : lines(said);
  }

  /// The values of a row that its text says as they are.
  static List<String> saidWordForWord(Candidate row) {
    return row.decision().calls().stream()
        .flatMap(call -> JsonText.leaves(call.arguments()))
        .map(JsonNode::asString)
        .filter(value -> !value.isBlank() && row.text().contains(value))
        .distinct()
        .toList();
  }

  /// The rules that a row breaks, by name.
  Set<String> broken(Candidate row) {
    return rules.faults(0, row).stream().map(Fault::rule).collect(Collectors.toSet());
  }

  /// Asks for a sentence.
  ///
  /// @param teachers who are asked
  /// @param id whose turn it is, see [Teachers]
  /// @param wanted what is wanted, in words
  /// @param plan a row of the same decision
  /// @param said values that the sentence must say word for word
  /// @param tolerated names of rules that it may break
  /// @return the plan with another sentence, and the thought that came with it
  Outcome<Candidate> ask(
      Teachers teachers,
      long id,
      String wanted,
      Candidate plan,
      List<String> said,
      Set<String> tolerated) {
    return new CheckedQuestion<Candidate>(
            new Question(system, wanted, schema, TEMPERATURE),
            answer -> candidate(plan, answer),
            row -> fault(row, said, tolerated))
        .ask(teachers, id);
  }

  private static Candidate candidate(Candidate plan, ObjectNode answer) {
    return plan.with(
        answer.path(SENTENCE).asString().strip(),
        Optional.ofNullable(answer.get(THOUGHT)).map(thought -> thought.asString().strip()));
  }

  private Optional<String> fault(Candidate row, List<String> said, Set<String> tolerated) {
    Stream<String> unsaid =
        said.stream()
            .filter(value -> !row.text().contains(value))
            .map("the sentence does not say \"%s\" word for word"::formatted);
    Stream<String> faults =
        rules.faults(0, row).stream()
            .filter(fault -> !tolerated.contains(fault.rule()))
            .map(Fault::reason);
    return Stream.concat(unsaid, faults).findFirst();
  }
}
