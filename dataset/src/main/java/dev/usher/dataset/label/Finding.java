package dev.usher.dataset.label;

import dev.usher.dataset.PlainRow;
import dev.usher.tools.Decision;
import dev.usher.tools.UsherException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is known of the label of a prompt.
sealed interface Finding {
  String LABELS = "labels";
  String REFUSED = "refused";
  String DECISION = "decision";

  /// Teachers looked twice.
  ///
  /// @param first look
  /// @param second look
  record Looked(Opinion first, Opinion second) implements Finding {}

  /// A teacher will not label it.
  ///
  /// @param teacher who was asked
  /// @param reason in words
  record Refused(String teacher, String reason) implements Finding {}

  /// A person said what is right.
  ///
  /// @param decision as said
  record Decided(Decision decision) implements Finding {}

  /// What holds, if anything does.
  default Optional<Opinion> agreed() {
    return switch (this) {
      case Looked(Opinion first, Opinion second) when first.agrees(second) -> Optional.of(first);
      case Looked _, Refused _ -> Optional.empty();
      case Decided(Decision decision) ->
          Optional.of(new Opinion("person", decision, Optional.empty()));
    };
  }

  /// Reads what [#put] has put.
  static Finding read(ObjectNode json, String where) {
    if (json.get(DECISION) instanceof ObjectNode decision) {
      return new Decided(PlainRow.decision(decision, where));
    }
    if (json.get(REFUSED) instanceof ObjectNode refused) {
      return new Refused(refused.path("teacher").asString(""), refused.path("reason").asString(""));
    }
    JsonNode labels = json.path(LABELS);
    if (labels.size() != 2) {
      throw new UsherException(
          where, "expected \"labels\" of two looks, \"refused\" or \"decision\"");
    }
    return new Looked(Opinion.read(labels.get(0), where), Opinion.read(labels.get(1), where));
  }

  /// Adds what is known to a prompt's row.
  default void put(ObjectNode json) {
    switch (this) {
      case Looked(Opinion first, Opinion second) -> {
        ArrayNode labels = json.putArray(LABELS);
        labels.add(first.json()).add(second.json());
      }
      case Refused(String teacher, String reason) ->
          json.putObject(REFUSED).put("teacher", teacher).put("reason", reason);
      case Decided(Decision decision) -> json.set(DECISION, PlainRow.json(decision));
    }
  }
}
