package dev.usher.evaluation;

import static dev.usher.evaluation.Calls.decided;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A grader that lets anything through, or that is offended by form, shows here: random right
/// answers are changed in ways that matter and in ways that do not.
class MutatedAnswersTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Grader grader = new Grader(Calls.CATALOG);

  @RepeatedTest(50)
  void changesOfSubstanceAreNeverExact(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    ObjectNode arguments = arguments(random);
    Decision expected = decision(arguments);
    for (BiFunction<ObjectNode, Random, ObjectNode> change : changes()) {
      ObjectNode changed = change.apply(arguments.deepCopy(), random);

      Grade grade = grader.grade(expected, decided(decision(changed)));

      assertThat(grade.result()).as("%s for %s", changed, arguments).isEqualTo(Grade.Result.WRONG);
      assertThat(grade.argumentsRight())
          .isLessThanOrEqualTo(Math.min(changed.size(), arguments.size()));
      assertThat(grade.argumentsRight())
          .as("right ones in %s for %s", changed, arguments)
          .isLessThan(Math.max(changed.size(), arguments.size()));
    }
  }

  private static List<BiFunction<ObjectNode, Random, ObjectNode>> changes() {
    return List.of(
        (node, random) -> without(node, pick(node, random)),
        (node, _) -> node.put("track", node.path("track").asString() + " "),
        (node, _) -> node.put("track", node.path("track").asString().toUpperCase(Locale.ROOT)),
        (node, _) -> node.put("volume", node.path("volume").intValue() + 1e-9),
        (node, _) -> node.put("artist", "somebody else"),
        (node, _) -> node.set("tags", reversed(node.path("tags"))),
        (node, _) -> node.set("tags", NODES.arrayNode()),
        (node, _) -> node.set("where", NODES.objectNode().put("room", "hall").put("floor", 2)),
        (node, _) -> node.set("where", NODES.objectNode()));
  }

  @RepeatedTest(50)
  void changesOfFormAreAlwaysExact(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    ObjectNode arguments = arguments(random);
    List<String> names = new ArrayList<>(arguments.propertyNames());
    Collections.shuffle(names, random);
    ObjectNode changed = NODES.objectNode();
    names.forEach(name -> changed.set(name, arguments.get(name)));
    changed.put("volume", arguments.path("volume").intValue() + 0.0);
    changed.set(
        "where",
        NODES
            .objectNode()
            .put("floor", 1.0)
            .put("room", arguments.path("where").path("room").asString()));

    assertThat(grader.grade(decision(arguments), decided(decision(changed))).exact()).isTrue();
  }

  private static ObjectNode arguments(Random random) {
    ObjectNode arguments = NODES.objectNode();
    arguments.put("artist", "artist " + random.nextInt(1000));
    arguments.put("track", "track " + random.nextInt(1000));
    arguments.put("volume", random.nextInt(10));
    arguments.putArray("tags").add("a" + random.nextInt(9)).add("b").add("c");
    arguments.putObject("where").put("room", "hall").put("floor", 1);
    return arguments;
  }

  private static Decision decision(ObjectNode arguments) {
    return new Decision.Call(List.of(new ToolCall("play", arguments)));
  }

  private static ObjectNode without(ObjectNode node, String name) {
    node.remove(name);
    return node;
  }

  private static String pick(ObjectNode node, Random random) {
    List<String> names = new ArrayList<>(node.propertyNames());
    return names.get(random.nextInt(names.size()));
  }

  private static JsonNode reversed(JsonNode array) {
    var reversed = NODES.arrayNode();
    for (int i = array.size() - 1; i >= 0; i--) {
      reversed.add(array.path(i));
    }
    return reversed;
  }
}
