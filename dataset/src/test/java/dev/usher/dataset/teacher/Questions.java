package dev.usher.dataset.teacher;

import dev.usher.dataset.JsonText;

/// A question for tests: an object with a text and a number.
final class Questions {
  static final String SCHEMA =
      """
      {"type": "object", "additionalProperties": false, "required": ["text", "id"],
       "properties": {"text": {"type": "string"}, "id": {"type": "integer"}}}\
      """;

  private Questions() {}

  static Question of(String user) {
    return new Question("Write.", user, JsonText.parseObject(SCHEMA, "schema"), 0.5);
  }
}
