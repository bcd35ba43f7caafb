package dev.usher.dataset.profile;

import dev.usher.dataset.Example;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.SentenceKeys;
import dev.usher.dataset.Splits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// How many of an argument's values on the held-out sides training has too, for the same argument
/// and but for letter case and punctuation. Cities and colours are few and come again; of names a
/// large share says that a score tells little about new ones.
///
/// @param argument its tool and its name, with a dot between
/// @param values of validation and test, each as often as it stands there
/// @param seen those of them that training has
public record SharedValues(String argument, int values, int seen) {

  private record Value(String argument, String text) {}

  static List<SharedValues> of(Splits splits) {
    Set<Value> learned =
        new HashSet<>(splits.train().stream().flatMap(SharedValues::values).toList());
    Map<String, Integer> all = new TreeMap<>();
    Map<String, Integer> seen = new HashMap<>();
    Stream.concat(splits.validation().stream(), splits.test().stream())
        .flatMap(SharedValues::values)
        .forEach(value -> {
          all.merge(value.argument(), 1, Integer::sum);
          seen.merge(value.argument(), learned.contains(value) ? 1 : 0, Integer::sum);
        });
    List<SharedValues> shared = new ArrayList<>();
    all.forEach((argument, count) ->
        shared.add(new SharedValues(argument, count, seen.getOrDefault(argument, 0))));
    return shared;
  }

  private static Stream<Value> values(Example row) {
    return row.decision().calls().stream()
        .flatMap(call ->
            call.arguments().properties().stream()
                .flatMap(each ->
                    JsonText.leaves(each.getValue())
                        .filter(JsonNode::isString)
                        .map(leaf ->
                            new Value(
                                call.name() + "." + each.getKey(),
                                SentenceKeys.normalised(leaf.stringValue())))));
  }

  /// The share of the held-out values that training has.
  ///
  /// @return in [0, 1]
  public double share() {
    return Part.of(seen, values).share();
  }
}
