package dev.usher.model.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A conversation as a template lays it out: control tokens by id, and text between them. All text
/// between two control tokens is encoded in one, as the model saw it in training.
final class Rendering {

  private sealed interface Part {
    record Control(int id, String name) implements Part {}

    record Text(String text) implements Part {}
  }

  private final Tokenizer tokenizer;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  Rendering(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /// Appends the token that every input begins with, where the model has one.
  Rendering beginning() {
    OptionalInt beginning = tokenizer.beginning();
    return beginning.isPresent() ? control(beginning.getAsInt()) : this;
  }

  Rendering endOfTurn() {
    return control(tokenizer.endOfTurn());
  }

  /// Appends the control token of this name, or the name as text where the vocabulary has none.
  Rendering tag(String name) {
    OptionalInt id = tokenizer.control(name);
    return id.isPresent() ? control(id.getAsInt()) : text(name);
  }

  Rendering text(String more) {
    text.append(more);
    return this;
  }

  private Rendering control(int id) {
    flush();
    parts.add(new Part.Control(id, tokenizer.name(id)));
    return this;
  }

  private void flush() {
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text.toString()));
      text.setLength(0);
    }
  }

  int[] ids() {
    flush();
    TokenIds ids = new TokenIds(64);
    for (Part part : parts) {
      switch (part) {
        case Part.Control control -> ids.add(control.id());
        case Part.Text plain -> ids.addAll(tokenizer.encode(plain.text()));
      }
    }
    return ids.toArray();
  }

  /// The names of the control tokens and the text, in a row.
  String show() {
    flush();
    StringBuilder shown = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Control control -> shown.append(control.name());
        case Part.Text plain -> shown.append(plain.text());
      }
    }
    return shown.toString();
  }
}
