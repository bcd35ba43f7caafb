package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonText;
import dev.usher.tools.ToolCall;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The values of a row's calls, one by one.
final class Values {
  /// A value that is no list and no object.
  ///
  /// @param call whose it is
  /// @param argument its name, the outermost of a nested one
  /// @param json the value
  record Leaf(ToolCall call, String argument, JsonNode json) {
    /// The value as text.
    String text() {
      return json.asString();
    }

    /// How messages name it.
    String where() {
      return call.name() + "." + argument;
    }
  }

  private Values() {}

  /// All leaves, in order.
  static Stream<Leaf> of(Candidate row) {
    return row.decision().calls().stream()
        .flatMap(call ->
            call.arguments().properties().stream()
                .flatMap(each ->
                    JsonText.leaves(each.getValue())
                        .map(json -> new Leaf(call, each.getKey(), json))));
  }

  /// The leaves that are texts.
  static Stream<Leaf> texts(Candidate row) {
    return of(row).filter(leaf -> leaf.json().isString());
  }

  /// What was said, the thought, and all values that are texts.
  static Stream<String> allTexts(Candidate row) {
    Stream<String> said = Stream.concat(Stream.of(row.said()), row.thought().stream());
    return Stream.concat(said, texts(row).map(Leaf::text));
  }
}
