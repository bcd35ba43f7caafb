package dev.usher.dataset.scenario;

import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.Schema.ConstantSchema;
import dev.usher.tools.schema.Schema.ObjectSchema;
import dev.usher.tools.schema.Schema.Property;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Draws scenarios. Values of an axis come as often as their weights say, to within a few rows
/// however many are drawn, because the draws are a sequence of low discrepancy; the same id under
/// the same seed is the same scenario.
public final class ScenarioSampler {
  /// How often a call has no, one, two … of its optional arguments, as far as it has so many; where
  /// it has no required one, and where it has.
  private static final double[] OPTIONAL_COUNTS = {.03, .37, .35, .20, .05};

  private static final double[] MORE_COUNTS = {.30, .35, .20, .10, .05};

  private static final int DOMAIN = 0;
  private static final int PERSONA = 1;
  private static final int STYLE = 2;
  private static final int INTENT = 3;
  private static final int SHAPE = 4;
  private static final int OPTIONAL = 5;
  private static final int DIMENSIONS = 6;

  private final Scenarios scenarios;
  private final long seed;
  private final LowDiscrepancy points;
  private final Map<Intent, List<Shape>> shapes = new HashMap<>();

  /// One way to call a tool.
  private record Shape(Tool tool, ObjectSchema schema) {}

  /// A sampler.
  ///
  /// @param scenarios what to draw from
  /// @param catalog whose tools the intents name
  /// @param seed decides every draw
  /// @throws UsherException if an intent names a tool that is not there, asks for values that none
  ///   of its tools takes, or for what does not go together
  public ScenarioSampler(Scenarios scenarios, ToolCatalog catalog, long seed) {
    this.scenarios = scenarios;
    this.seed = seed;
    this.points = new LowDiscrepancy(DIMENSIONS, seed);
    scenarios.intents().entries().forEach(each -> shapes.put(each, shapes(each, catalog)));
  }

  private static List<Shape> shapes(Intent intent, ToolCatalog catalog) {
    List<Shape> shapes = new ArrayList<>();
    for (String name : intent.tools()) {
      Tool tool =
          catalog
              .find(name)
              .orElseThrow(() ->
                  mistake(
                      intent,
                      "no tool '%s' in the catalogue; it has %s".formatted(name, catalog.names())));
      tool.shapes().stream()
          .flatMap(schema -> narrowed(schema, intent.where()).stream())
          .filter(schema -> !intent.follows() || !schema.properties().isEmpty())
          .forEach(schema -> shapes.add(new Shape(tool, schema)));
    }
    requireUse(intent, shapes);
    if (intent.vague()) {
      requireAsking(intent, shapes);
    }
    return shapes;
  }

  private static UsherException mistake(Intent intent, String message) {
    return new UsherException(intent.place(), "intent '" + intent.name() + "': " + message);
  }

  private static void requireUse(Intent intent, List<Shape> shapes) {
    if (intent.follows() && (shapes.isEmpty() || intent.calls() > 1)) {
      throw mistake(
          intent,
          "'follows' goes with one call of a tool that has arguments; mend 'tools', 'where' or 'calls'");
    }
    if (shapes.isEmpty() && !intent.tools().isEmpty() && !intent.follows()) {
      throw mistake(intent, "none of its tools takes " + intent.where() + "; mend 'where'");
    }
    for (String argument : intent.where().keySet()) {
      if (shapes.stream().noneMatch(each -> each.schema().properties().containsKey(argument))) {
        throw mistake(intent, "none of its tools has an argument '" + argument + "'; mend 'where'");
      }
    }
  }

  private static void requireAsking(Intent intent, List<Shape> shapes) {
    boolean plain = !intent.follows() && intent.calls() == 1 && intent.where().isEmpty();
    if (!plain) {
      throw mistake(
          intent,
          "'vague' goes with one call and nothing else; leave out 'follows', 'calls', 'where'");
    }
    for (Shape shape : shapes) {
      if (AskingTool.of(shape.tool()).isEmpty()) {
        throw mistake(
            intent,
            "'vague' goes with a tool that asks a person one question, or with none; '%s' is no such tool"
                .formatted(shape.tool().name()));
      }
    }
  }

  /// The same objects, some properties with only the values that are wanted; empty if that leaves
  /// one without a value.
  private static Optional<ObjectSchema> narrowed(
      ObjectSchema schema, Map<String, List<JsonNode>> where) {
    SequencedMap<String, Property> properties = new LinkedHashMap<>(schema.properties());
    for (Map.Entry<String, List<JsonNode>> wanted : where.entrySet()) {
      Property property = properties.get(wanted.getKey());
      if (property == null) {
        continue;
      }
      List<JsonNode> admitted =
          wanted.getValue().stream().filter(property.schema()::accepts).toList();
      if (admitted.isEmpty()) {
        return Optional.empty();
      }
      properties.put(wanted.getKey(), new Property(new ConstantSchema(admitted), true));
    }
    return Optional.of(new ObjectSchema(properties, schema.additional(), schema.different()));
  }

  /// Draws a scenario.
  ///
  /// @param id its number, from 0
  /// @return the scenario, always the same for an id
  public Scenario draw(long id) {
    Intent intent = scenarios.intents().at(points.at(id, INTENT));
    return new Scenario(
        id,
        scenarios.domains().at(points.at(id, DOMAIN)),
        scenarios.personas().at(points.at(id, PERSONA)),
        scenarios.styles().at(points.at(id, STYLE)),
        intent,
        calls(id, intent));
  }

  /// What else is to be drawn for a row is drawn from this.
  ///
  /// @param id of the scenario
  /// @return a generator of its own
  public Random random(long id) {
    return new Random(seed * 0x9E3779B97F4A7C15L ^ id * 0xD1B54A32D192ED03L);
  }

  private List<CallPlan> calls(long id, Intent intent) {
    List<Shape> choices = shapes.getOrDefault(intent, List.of());
    List<CallPlan> calls = new ArrayList<>();
    Random random = random(id);
    for (int i = 0; i < intent.calls() && !choices.isEmpty(); i++) {
      double position = i == 0 ? points.at(id, SHAPE) : random.nextDouble();
      Shape shape = choice(choices, calls, position);
      double some = i == 0 ? points.at(id, OPTIONAL) : random.nextDouble();
      calls.add(
          new CallPlan(
              shape.tool(),
              shape.schema(),
              arguments(shape.schema(), intent.follows() ? 1 : 0, some, random)));
    }
    return calls;
  }

  /// One of the shapes, of a tool that is not called yet as long as there is one.
  private static Shape choice(List<Shape> choices, List<CallPlan> calls, double position) {
    List<Shape> fresh =
        choices.stream()
            .filter(shape -> calls.stream().noneMatch(call -> call.tool().equals(shape.tool())))
            .toList();
    List<Shape> from = fresh.isEmpty() ? choices : fresh;
    return from.get((int) (position * from.size()));
  }

  /// All required arguments and some of the others, in catalogue order.
  ///
  /// @param least how many at least, as far as there are any
  private static SequencedSet<String> arguments(
      ObjectSchema schema, int least, double position, Random random) {
    List<String> optional = new ArrayList<>();
    schema
        .properties()
        .forEach((name, property) -> {
          if (!property.required() && !(property.schema() instanceof Schema.NothingSchema)) {
            optional.add(name);
          }
        });
    Collections.shuffle(optional, random);
    boolean bare = optional.size() == schema.properties().size();
    double[] counts = bare ? OPTIONAL_COUNTS : MORE_COUNTS;
    int count = Math.max(bare ? least : 0, count(optional.size(), counts, position));
    Set<String> chosen = Set.copyOf(optional.subList(0, Math.min(count, optional.size())));
    SequencedSet<String> arguments = new LinkedHashSet<>();
    schema
        .properties()
        .forEach((name, property) -> {
          if (property.required() || chosen.contains(name)) {
            arguments.add(name);
          }
        });
    return arguments;
  }

  private static int count(int available, double[] counts, double position) {
    int most = Math.min(available, counts.length - 1);
    double all = 0;
    for (int i = 0; i <= most; i++) {
      all += counts[i];
    }
    double left = position * all;
    int count = 0;
    while (count < most && left >= counts[count]) {
      left -= counts[count++];
    }
    return count;
  }
}
