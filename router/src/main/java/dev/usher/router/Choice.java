package dev.usher.router;

import java.util.List;

/// A part of a decision that could have been another.
///
/// A part that was written with several tokens has the product of their probabilities. A token that
/// ends one part and begins the next counts for the next.
///
/// @param part what was chosen
/// @param name of the argument, for [Part#VALUE]; else empty
/// @param text what was chosen, as the model wrote it
/// @param probability its share among all texts that the grammar allowed here
/// @param alternatives what else the model might have written at the least certain token of the
///   part, in falling order; may be empty
public record Choice(
    Part part, String name, String text, double probability, List<Alternative> alternatives) {
  /// Copies the alternatives.
  public Choice {
    alternatives = List.copyOf(alternatives);
  }

  /// The parts of a decision.
  public enum Part {
    /// Whether tools are called or an answer is given; in the JSON format only.
    STATUS,
    /// Why the tools are called.
    THOUGHT,
    /// Which tool.
    TOOL,
    /// Which argument comes next.
    ARGUMENT,
    /// An argument's value.
    VALUE,
    /// An answer in words.
    ANSWER,
    /// That nothing more follows.
    END
  }

  /// Another way to go on.
  ///
  /// @param text how the part would have begun; a token that ends the turn adds nothing to it
  /// @param probability the share of its last token at that place
  public record Alternative(String text, double probability) {}
}
