package dev.usher.dataset.scenario;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// What is wanted.
///
/// @param name unique
/// @param hint what a teacher model is told
/// @param weight percent of the rows, if it is said
/// @param tools of which one is right, each equally often; none where words are the right answer
/// @param where for arguments of these names only these values
/// @param calls how many calls are right at once, at least 1
/// @param follows whether it changes a request for the same tool that was made just before
/// @param vague whether it is said too vaguely to choose a tool, so that asking back is right: by
///   its tool, or in words where it has none
/// @param place file and line
public record Intent(
    String name,
    String hint,
    OptionalDouble weight,
    List<String> tools,
    Map<String, List<JsonNode>> where,
    int calls,
    boolean follows,
    boolean vague,
    String place)
    implements Entry {
  /// Copies the collections.
  public Intent {
    tools = List.copyOf(tools);
    where = Map.copyOf(where);
  }
}
