package dev.usher.dataset.format;

import dev.usher.dataset.JsonLines;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// How one form is told from others, read and written. Forms have no state.
sealed interface RowForm permits AlpacaForm, ChatForm, PlainForm, ShareGptForm, TextForm, XlamForm {

  /// Whether a row looks like this form and like none that stands before it in [RowFormat].
  boolean recognises(ObjectNode row);

  /// The names of the fields that are read; others are lost on the way to another form.
  Set<String> fields();

  /// Reads a row.
  ///
  /// @throws dev.usher.tools.UsherException if the row is malformed
  RowReading read(JsonLines.Row row);

  /// Whether a row has a place for why its decision is right; others leave that out.
  default boolean holdsThoughts() {
    return false;
  }

  /// Writes a row that has no [#obstacle(Request, Decision)], without a thought.
  ObjectNode write(Request request, Decision decision, ToolList tools);

  /// Whether a row has a place for what was said before; those without are left out.
  default boolean holds(Request request) {
    return true;
  }

  /// What is left of a decision in this form.
  default Decision held(Decision decision) {
    return decision;
  }

  /// Why a row cannot be written, if it cannot.
  default Optional<String> obstacle(Request request, Decision decision) {
    return Optional.empty();
  }

  /// Why the tools cannot be declared, if they cannot; it names the tool.
  default Optional<String> obstacle(ToolList tools) {
    return Optional.empty();
  }

  /// What rows of this form do not say of the tools.
  default Losses losses(ToolList tools) {
    return Losses.NONE;
  }
}
