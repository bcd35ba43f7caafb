package dev.usher.dataset.teacher;

import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/// What a teacher is asked.
///
/// @param system what holds for all questions of a kind
/// @param user the question itself
/// @param schema of the answer, a JSON Schema of an object whose properties are all required;
///   copied
/// @param temperature how much the answer may vary, 0 to 2
public record Question(String system, String user, ObjectNode schema, double temperature) {
  private static final double HOTTEST = 2;

  /// Checks and copies.
  public Question {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(user, "user");
    schema = schema.deepCopy();
    if (!(temperature >= 0 && temperature <= HOTTEST)) {
      throw new IllegalArgumentException("temperature must be 0 to 2: " + temperature);
    }
  }

  /// The same question with more words at its end: an answer was not as it should be, say.
  ///
  /// @param words what is added
  /// @return a new question
  public Question with(String words) {
    return new Question(system, user + "\n\n" + words, schema, temperature);
  }
}
