package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Provenance;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a row gives.
public sealed interface RowReading {

  /// The tools that the row carries, as OpenAI lists them.
  ///
  /// @return empty where it carries none
  List<JsonNode> tools();

  /// A turn that can be learned from.
  ///
  /// @param candidate what the user says, now and before, and what is done about it
  /// @param tools that the row carries
  /// @param system whether an instruction stood before it, which was left out
  /// @param leftOut whether more of the conversation was
  record Turn(Candidate candidate, List<JsonNode> tools, boolean system, boolean leftOut)
      implements RowReading {
    /// Copies the list.
    public Turn {
      tools = List.copyOf(tools);
    }
  }

  /// A conversation that has no such turn.
  ///
  /// @param provenance where it stands
  /// @param why it cannot be used
  /// @param text what the user says, empty where that is the trouble
  /// @param tools that the row carries
  record Unusable(Provenance provenance, String why, String text, List<JsonNode> tools)
      implements RowReading {
    /// Copies the list.
    public Unusable {
      tools = List.copyOf(tools);
    }
  }
}
