package dev.usher.router;

import dev.usher.tools.Decision;
import java.util.List;

/// A decision, and how it came about.
///
/// @param decision what was decided
/// @param json the same as strict JSON, arguments in catalogue order
/// @param confidence the probability of the decision among all that the grammar allows: the product
///   of those of its choices
/// @param choices the parts that could have been others, in the order in which they were written
/// @param timings where the time went
/// @param transcript what the model read and wrote
public record Route(
    Decision decision,
    String json,
    double confidence,
    List<Choice> choices,
    Timings timings,
    Transcript transcript) {
  /// Copies the choices.
  public Route {
    choices = List.copyOf(choices);
  }

  /// What the model read and wrote, token by token.
  ///
  /// @param prompt ids of the prompt
  /// @param output ids of the decision, the last of which ends the turn
  /// @param text the decision as the model wrote it
  public record Transcript(List<Integer> prompt, List<Integer> output, String text) {
    /// Copies the ids.
    public Transcript {
      prompt = List.copyOf(prompt);
      output = List.copyOf(output);
    }
  }
}
