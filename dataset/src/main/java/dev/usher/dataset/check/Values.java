package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonText;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import java.util.List;
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
    return of(row.decision().calls());
  }

  private static Stream<Leaf> of(List<ToolCall> calls) {
    return calls.stream()
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

  /// What was said, the thought, and all values that are texts, with earlier answers and values.
  static Stream<String> allTexts(Candidate row) {
    Stream<String> said = Stream.concat(Stream.of(row.said()), row.thought().stream());
    return Stream.of(said, earlierTexts(row), texts(row).map(Leaf::text)).flatMap(each -> each);
  }

  /// What was answered before, and all values of earlier calls that are texts.
  static Stream<String> earlierTexts(Candidate row) {
    return row.request().decisions().stream().flatMap(Values::texts);
  }

  private static Stream<String> texts(Decision decision) {
    return switch (decision) {
      case Decision.Answer answer -> Stream.of(answer.text());
      case Decision.Call call ->
          of(call.calls()).map(Leaf::json).filter(JsonNode::isString).map(JsonNode::stringValue);
    };
  }
}
