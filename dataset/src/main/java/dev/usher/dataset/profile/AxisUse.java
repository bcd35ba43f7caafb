package dev.usher.dataset.profile;

import dev.usher.dataset.DatasetFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// How often the values of one axis of the scenarios stand behind the rows.
///
/// @param axis `domain`, `persona`, `style` or `intent`
/// @param values each with its rows, in the order of their file
/// @param deviation the largest distance of a value's share from its weight, in percentage points;
///   empty where the weights are not known
public record AxisUse(String axis, List<Value> values, OptionalDouble deviation) {

  /// Copies the list.
  public AxisUse {
    values = List.copyOf(values);
  }

  /// The axes of the scenarios behind the rows that a data set learns from.
  ///
  /// @param folder the data set
  /// @return none where they are not known, as [DatasetProfile#scenario]
  /// @throws dev.usher.tools.UsherException if a candidate log of its workspace cannot be read
  public static List<AxisUse> learned(DatasetFolder folder) {
    return WrittenRows.of(folder, folder.splits().train()).axes();
  }

  /// The values without rows that should have one by their weight.
  ///
  /// @return their names, in the order of their file
  public List<String> missing() {
    int rows = values.stream().mapToInt(value -> value.part().rows()).sum();
    return values.stream()
        .filter(value -> value.part().rows() == 0 && value.wanted().orElse(0) * rows >= 1)
        .map(Value::name)
        .toList();
  }

  /// Rows of one value.
  ///
  /// @param name of the value
  /// @param part its rows
  /// @param wanted the share that its weight asks for, in [0, 1], if it is known
  public record Value(String name, Part part, OptionalDouble wanted) {

    private double distance() {
      return 100 * Math.abs(part.share() - wanted.orElse(part.share()));
    }
  }

  /// @param names the value of each row
  /// @param weights the wanted shares by value; empty where they are not known
  static AxisUse of(String axis, List<String> names, Map<String, Double> weights) {
    SequencedMap<String, Integer> counts = new LinkedHashMap<>();
    weights.keySet().forEach(name -> counts.put(name, 0));
    names.forEach(name -> counts.merge(name, 1, Integer::sum));
    List<Value> values = new ArrayList<>();
    counts.forEach((name, rows) -> {
      Double weight = weights.get(name);
      values.add(
          new Value(
              name,
              Part.of(rows, names.size()),
              weight == null ? OptionalDouble.empty() : OptionalDouble.of(weight)));
    });
    OptionalDouble deviation =
        weights.isEmpty()
            ? OptionalDouble.empty()
            : values.stream().mapToDouble(Value::distance).max();
    return new AxisUse(axis, values, deviation);
  }
}
