package dev.usher.dataset.generate;

import static java.util.stream.Collectors.toSet;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.asking.Asking;
import dev.usher.dataset.asking.CheckedQuestion;
import dev.usher.dataset.asking.Outcome;
import dev.usher.dataset.asking.PromptTexts;
import dev.usher.dataset.check.Fault;
import dev.usher.dataset.check.RowRules;
import dev.usher.dataset.offline.OfflineTeacher;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Teachers;
import dev.usher.tools.Decision;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Has the offline teacher plan a decision with its values, and teachers say it: as that person
/// would, in that style, about that subject. Which values must be said word for word is seen from
/// the sentence that the offline teacher writes for the same decision.
final class TaughtWriter implements RowWriter {
  private static final PromptTexts TEXTS = PromptTexts.read(TaughtWriter.class, "writing.yaml");
  private static final int EXAMPLES = 3;
  private static final long FIRST_EXAMPLE = 1L << 40; // no run comes so far
  private static final double TEMPERATURE = 0.9;
  private static final String SENTENCE = "sentence";
  private static final String THOUGHT = "thought";

  private final OfflineTeacher planner;
  private final ScenarioSampler sampler;
  private final RowRules rules;
  private final Teachers teachers;
  private final boolean thoughts;
  private final String system;
  private final ObjectNode schema;

  TaughtWriter(Workspace workspace, long seed, Teachers teachers, boolean thoughts) {
    ToolCatalog catalog = workspace.catalog();
    Scenarios scenarios = Scenarios.read(workspace.scenarios());
    this.planner = new OfflineTeacher(catalog, scenarios);
    this.sampler = new ScenarioSampler(scenarios, catalog, seed);
    this.rules = new RowRules(catalog);
    this.teachers = teachers;
    this.thoughts = thoughts;
    this.system = system(catalog, thoughts);
    this.schema = schema(thoughts);
  }

  private static String system(ToolCatalog catalog, boolean thoughts) {
    String tools =
        catalog.tools().stream().map(TaughtWriter::line).collect(Collectors.joining("\n"));
    String system = TEXTS.text("system", Map.of("tools", tools));
    return thoughts ? system + "\n" + TEXTS.text("thoughts", Map.of()) : system;
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

  @Override
  public String name() {
    return String.join("+", teachers.names()) + (thoughts ? "-thoughts" : "");
  }

  @Override
  public int atOnce() {
    return Asking.AT_ONCE;
  }

  @Override
  public int rowsBetweenSyncs() {
    return 1;
  }

  @Override
  public Outcome<Candidate> write(Scenario scenario, Random random) {
    Candidate plan = planner.write(scenario, random);
    List<String> said = saidWordForWord(plan);
    Set<String> broken = rules.faults(0, plan).stream().map(Fault::rule).collect(toSet());
    return new CheckedQuestion<Candidate>(
            question(scenario, plan, said),
            answer -> candidate(plan, answer),
            row -> fault(row, said, broken))
        .ask(teachers, scenario.id());
  }

  private static List<String> saidWordForWord(Candidate plan) {
    return plan.decision().calls().stream()
        .flatMap(call -> JsonText.leaves(call.arguments()))
        .map(JsonNode::asString)
        .filter(value -> !value.isBlank() && plan.text().contains(value))
        .distinct()
        .toList();
  }

  private Question question(Scenario scenario, Candidate plan, List<String> said) {
    Map<String, String> values = new HashMap<>();
    scenario
        .drawn()
        .forEach((axis, entry) -> {
          values.put(axis, entry.name());
          values.put(axis + "-hint", entry.hint());
        });
    values.put("decision", decision(plan));
    values.put("values", said.isEmpty() ? TEXTS.text("no-values", Map.of()) : lines(said));
    values.put("examples", lines(examples(scenario.id())));
    return new Question(system, TEXTS.text("row", values), schema, TEMPERATURE);
  }

  private static String decision(Candidate row) {
    return row.decision() instanceof Decision.Answer
        ? TEXTS.text("no-tool", Map.of())
        : JsonText.line(PlainRow.json(row.decision()));
  }

  private static String lines(List<String> items) {
    return items.stream().map(item -> "- " + item).collect(Collectors.joining("\n"));
  }

  /// What the offline teacher writes for other scenarios, always the same for a scenario.
  private List<String> examples(long id) {
    return LongStream.range(0, EXAMPLES)
        .map(i -> FIRST_EXAMPLE + id * EXAMPLES + i)
        .mapToObj(other -> planner.write(sampler.draw(other), sampler.random(other)))
        .map(row -> decision(row) + " -> " + row.text().replace("\n", " "))
        .toList();
  }

  private static Candidate candidate(Candidate plan, ObjectNode answer) {
    return new Candidate(
        answer.path(SENTENCE).asString().strip(),
        plan.decision(),
        plan.provenance(),
        Optional.ofNullable(answer.get(THOUGHT)).map(thought -> thought.asString().strip()));
  }

  /// What a teacher can mend: a value that is not said, or a rule that the plan keeps and the row
  /// does not.
  private Optional<String> fault(Candidate row, List<String> said, Set<String> broken) {
    Stream<String> unsaid =
        said.stream()
            .filter(value -> !row.text().contains(value))
            .map("the sentence does not say \"%s\" word for word"::formatted);
    Stream<String> faults =
        rules.faults(0, row).stream()
            .filter(fault -> !broken.contains(fault.rule()))
            .map(Fault::reason);
    return Stream.concat(unsaid, faults).findFirst();
  }
}
