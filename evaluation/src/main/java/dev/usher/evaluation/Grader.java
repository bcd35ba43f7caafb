package dev.usher.evaluation;

import dev.usher.tools.Decision;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/// Compares predictions with what is right.
///
/// A decision is *exact* when it calls the same tools in the same order with the same arguments:
/// JSON values that say the same, see [JsonEquality]; nothing is trimmed, folded or otherwise
/// forgiven. Where nothing is to be called, any answer in words is exact: words are not compared.
///
/// The grader trusts nobody: a decision that the catalogue does not admit is *invalid*, whatever
/// the predictor says of it.
///
/// An argument is *right* when it stands in the call of the same place with the same tool, the same
/// name and the same value. Precision is right over predicted, recall right over expected.
public final class Grader {

  /// How faults name a decision that calls nothing.
  public static final String NO_TOOL = "(answer)";

  private final ToolCatalog catalog;

  /// A grader for one catalogue.
  ///
  /// @param catalog what may be called
  public Grader(ToolCatalog catalog) {
    this.catalog = catalog;
  }

  /// Grades one prediction.
  ///
  /// @param expected the right decision
  /// @param prediction what came
  /// @return the grade
  public Grade grade(Decision expected, Prediction prediction) {
    return switch (prediction.outcome()) {
      case Prediction.Outcome.Decided decided ->
          fault(decided.decision()).isPresent()
              ? none(Grade.Result.INVALID, Fault.Kind.INVALID, expected)
              : compare(expected, decided.decision());
      case Prediction.Outcome.Abstained _ ->
          none(Grade.Result.ABSTAINED, Fault.Kind.ABSTAINED, expected);
      case Prediction.Outcome.Invalid _ -> none(Grade.Result.INVALID, Fault.Kind.INVALID, expected);
    };
  }

  /// What makes a decision one that the catalogue does not admit.
  Optional<String> fault(Decision decision) {
    return decision.calls().stream().map(this::fault).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> fault(ToolCall call) {
    Optional<Tool> tool = catalog.find(call.name());
    if (tool.isEmpty()) {
      return Optional.of("unknown tool " + call.name());
    }
    return tool.get().parameters().violations(call.arguments()).stream()
        .findFirst()
        .map(each -> call.name() + " " + each);
  }

  private static Grade none(Grade.Result result, Fault.Kind kind, Decision expected) {
    return new Grade(
        result,
        false,
        0,
        0,
        arguments(expected.calls()),
        List.of(new Fault(kind, String.join(" + ", names(expected)), "")));
  }

  private static Grade compare(Decision expected, Decision predicted) {
    List<ToolCall> right = expected.calls();
    List<ToolCall> given = predicted.calls();
    List<Fault> faults = new ArrayList<>();
    int same = 0;
    for (int i = 0; i < Math.min(right.size(), given.size()); i++) {
      same += compare(right.get(i), given.get(i), faults);
    }
    if (right.size() != given.size()) {
      faults.addFirst(count(expected, predicted));
    }
    return new Grade(
        faults.isEmpty() ? Grade.Result.EXACT : Grade.Result.WRONG,
        names(expected).equals(names(predicted)),
        same,
        arguments(given),
        arguments(right),
        faults);
  }

  /// The fault of two decisions with different numbers of calls.
  private static Fault count(Decision expected, Decision predicted) {
    boolean none = expected.calls().isEmpty() || predicted.calls().isEmpty();
    return new Fault(
        none ? Fault.Kind.TOOL : Fault.Kind.CALLS,
        String.join(" + ", names(expected)),
        String.join(" + ", names(predicted)));
  }

  /// Adds the faults of one call and gives the number of its arguments that are right.
  private static int compare(ToolCall right, ToolCall given, List<Fault> faults) {
    if (!right.name().equals(given.name())) {
      faults.add(new Fault(Fault.Kind.TOOL, right.name(), given.name()));
      return 0;
    }
    SequencedMap<String, JsonNode> missing = new LinkedHashMap<>();
    SequencedMap<String, JsonNode> extra = new LinkedHashMap<>();
    given.arguments().properties().forEach(each -> extra.put(each.getKey(), each.getValue()));
    int same = 0;
    for (Map.Entry<String, JsonNode> each : right.arguments().properties()) {
      String name = each.getKey();
      Optional<JsonNode> value = Optional.ofNullable(extra.remove(name));
      if (value.isEmpty()) {
        missing.put(name, each.getValue());
      } else if (JsonEquality.same(each.getValue(), value.get())) {
        same++;
      } else {
        faults.add(new Fault(Fault.Kind.VALUE, path(right, name), path(right, name)));
      }
    }
    swapped(right, missing, extra, faults);
    missing
        .keySet()
        .forEach(name -> faults.add(new Fault(Fault.Kind.MISSING, path(right, name), "")));
    extra.keySet().forEach(name -> faults.add(new Fault(Fault.Kind.EXTRA, "", path(right, name))));
    return same;
  }

  /// Moves what has the right value under a wrong name out of both maps.
  private static void swapped(
      ToolCall call,
      SequencedMap<String, JsonNode> missing,
      SequencedMap<String, JsonNode> extra,
      List<Fault> faults) {
    missing
        .entrySet()
        .removeIf(lost -> {
          Optional<String> found =
              extra.entrySet().stream()
                  .filter(each -> JsonEquality.same(lost.getValue(), each.getValue()))
                  .map(Map.Entry::getKey)
                  .findFirst();
          found.ifPresent(name -> {
            extra.remove(name);
            faults.add(new Fault(Fault.Kind.KEY, path(call, lost.getKey()), path(call, name)));
          });
          return found.isPresent();
        });
  }

  private static String path(ToolCall call, String argument) {
    return call.name() + "." + argument;
  }

  private static int arguments(List<ToolCall> calls) {
    return calls.stream().mapToInt(each -> each.arguments().size()).sum();
  }

  static List<String> names(Decision decision) {
    List<String> names = decision.calls().stream().map(ToolCall::name).toList();
    return names.isEmpty() ? List.of(NO_TOOL) : names;
  }
}
