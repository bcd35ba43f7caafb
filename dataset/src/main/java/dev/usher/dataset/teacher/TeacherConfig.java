package dev.usher.dataset.teacher;

import dev.usher.dataset.scenario.Weighted;
import dev.usher.dataset.yaml.YamlFields;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// An entry of `teachers.yaml`.
///
/// @param name what rows call the teacher
/// @param weight percent of the questions, if it is said
/// @param model who it is
/// @param limits how fast it may be asked
/// @param prices what it costs
/// @param budget the most that may be taken from it
record TeacherConfig(
    String name,
    OptionalDouble weight,
    ModelConfig model,
    Limits limits,
    Prices prices,
    Budget budget)
    implements Weighted {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

  TeacherConfig {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'name': expected lower-case letters, digits, dots and hyphens, found \"" + name + "\"");
    }
    if (budget.money().isPresent() && prices.free()) {
      throw new IllegalArgumentException(
          "'budget.money': is of no use without 'prices'; say what a million tokens cost");
    }
  }

  static TeacherConfig of(YamlFields fields) {
    String name = fields.text("name");
    OptionalDouble weight = fields.weight();
    ModelConfig model = ModelConfig.of(fields);
    boolean local = model.provider() == ModelConfig.Provider.GGUF;
    return new TeacherConfig(
        name,
        weight,
        model,
        local ? Limits.LOCAL : Limits.of(fields),
        fields.group("prices", Prices::of).orElse(Prices.FREE),
        fields.group("budget", Budget::of).orElse(Budget.UNLIMITED));
  }
}
