package dev.usher.dataset.variation;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Example;
import dev.usher.dataset.SentenceKeys;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A sentence and where its values stand in it.
final class Slots {
  private final Example example;
  private final List<Slot> said;

  private Slots(Example example, List<Slot> said) {
    this.example = example;
    this.said = List.copyOf(said);
  }

  /// A value that stands once in the sentence, from one edge of a word to another.
  ///
  /// @param leaf which of the decision's values it is, counted from 0 through all calls
  /// @param kind tool and argument, which values of one kind share
  /// @param value as it stands
  /// @param from index of its first char
  record Slot(int leaf, String kind, String value, int from) {
    int to() {
      return from + value.length();
    }
  }

  /// Finds the values of a sentence. One that shares letters with another is left out.
  static Slots of(Example example) {
    List<Slot> found = new ArrayList<>();
    Leaves leaves =
        new Leaves((leaf, kind, value) -> {
          if (value.isString()) {
            place(example.text(), value.stringValue())
                .ifPresent(from -> found.add(new Slot(leaf, kind, value.stringValue(), from)));
          }
          return value;
        });
    leaves.walk(example.decision());
    List<Slot> alone =
        found.stream()
            .filter(slot -> found.stream().noneMatch(other -> overlap(slot, other)))
            .sorted(Comparator.comparingInt(Slot::from))
            .toList();
    return new Slots(example, alone);
  }

  private static boolean overlap(Slot a, Slot b) {
    return a.leaf() != b.leaf() && a.from() < b.to() && b.from() < a.to();
  }

  /// Where a value stands, if it stands there once.
  private static OptionalInt place(String text, String value) {
    if (value.isBlank()) {
      return OptionalInt.empty();
    }
    int first = next(text, value, 0);
    return first < 0 || next(text, value, first + 1) >= 0
        ? OptionalInt.empty()
        : OptionalInt.of(first);
  }

  private static int next(String text, String value, int start) {
    int at = text.indexOf(value, start);
    while (at >= 0
        && (SentenceKeys.inWord(text, at) || SentenceKeys.inWord(text, at + value.length()))) {
      at = text.indexOf(value, at + 1);
    }
    return at;
  }

  /// The values, in the order in which they are said.
  List<Slot> said() {
    return said;
  }

  /// The sentence with other values.
  ///
  /// @param values one for each of [#said()]
  /// @return text and decision, to be judged
  Candidate with(List<String> values) {
    StringBuilder text = new StringBuilder();
    Map<Integer, String> changed = new TreeMap<>();
    int end = 0;
    for (int i = 0; i < said.size(); i++) {
      Slot slot = said.get(i);
      text.append(example.text(), end, slot.from()).append(values.get(i));
      changed.put(slot.leaf(), values.get(i));
      end = slot.to();
    }
    text.append(example.text(), end, example.text().length());
    Leaves leaves =
        new Leaves((leaf, _, value) -> {
          String other = changed.get(leaf);
          return other == null ? value : JsonNodeFactory.instance.stringNode(other);
        });
    return new Candidate(
        new Request(example.request().history(), text.toString()),
        leaves.walk(example.decision()),
        example.provenance(),
        Optional.empty());
  }

  /// Goes through the values of a decision that are no array and no object.
  private static final class Leaves {
    private final Change change;
    private int leaf;

    /// What becomes of a value.
    interface Change {
      JsonNode of(int leaf, String kind, JsonNode value);
    }

    Leaves(Change change) {
      this.change = change;
    }

    Decision walk(Decision decision) {
      return switch (decision) {
        case Decision.Answer answer -> answer;
        case Decision.Call call ->
            new Decision.Call(call.calls().stream().map(this::walk).toList());
      };
    }

    private ToolCall walk(ToolCall call) {
      ObjectNode arguments = JsonNodeFactory.instance.objectNode();
      call.arguments()
          .properties()
          .forEach(each ->
              arguments.set(
                  each.getKey(), walk(call.name() + "." + each.getKey(), each.getValue())));
      return new ToolCall(call.name(), arguments);
    }

    private JsonNode walk(String kind, JsonNode value) {
      return switch (value) {
        case ObjectNode object -> {
          ObjectNode changed = JsonNodeFactory.instance.objectNode();
          object
              .properties()
              .forEach(each ->
                  changed.set(each.getKey(), walk(kind + "." + each.getKey(), each.getValue())));
          yield changed;
        }
        case ArrayNode array -> {
          ArrayNode changed = JsonNodeFactory.instance.arrayNode();
          array.values().forEach(each -> changed.add(walk(kind, each)));
          yield changed;
        }
        default -> change.of(leaf++, kind, value);
      };
    }
  }
}
