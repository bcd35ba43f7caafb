package dev.usher.dataset.label;

import dev.usher.dataset.PlainRow;
import dev.usher.tools.Decision;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one teacher holds to be right for a prompt.
///
/// @param teacher who said it
/// @param decision what is right
/// @param thought why, where that was asked for
record Opinion(String teacher, Decision decision, Optional<String> thought) {
  private static final String TEACHER = "teacher";
  private static final String THOUGHT = "thought";

  /// Whether two say the same. Arguments are compared as JSON; of answers only that there is no
  /// call, since no two choose the same words.
  boolean agrees(Opinion other) {
    return decision.equals(other.decision)
        || (decision instanceof Decision.Answer && other.decision instanceof Decision.Answer);
  }

  static Opinion read(JsonNode json, String where) {
    return new Opinion(
        json.path(TEACHER).asString(""),
        PlainRow.decision((ObjectNode) json, where),
        Optional.ofNullable(json.get(THOUGHT)).map(JsonNode::asString));
  }

  ObjectNode json() {
    ObjectNode json = PlainRow.json(decision);
    thought.ifPresent(why -> json.put(THOUGHT, why));
    return json.put(TEACHER, teacher);
  }
}
