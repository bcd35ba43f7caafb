package dev.usher.dataset.teacher;

import dev.usher.dataset.JsonText;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.Violation;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds the object that was asked for in a text that may have a code fence or prose around it.
final class ObjectText {
  private static final int MOST_VIOLATIONS = 5; // that are told at once

  private final String text;
  private final Schema schema;
  private int from;
  private @Nullable String firstFault;

  private ObjectText(String text, Schema schema) {
    this.text = text;
    this.schema = schema;
  }

  /// What a text holds.
  sealed interface Reading {
    /// An object that the schema admits.
    record Fits(ObjectNode value) implements Reading {}

    /// None, and why.
    record Faulty(String fault) implements Reading {}
  }

  static Reading read(String text, Schema schema) {
    return new ObjectText(text, schema).read();
  }

  /// Tries each brace that no earlier object has taken in, for prose may have braces too.
  private Reading read() {
    for (int start = text.indexOf('{'); start >= 0; start = text.indexOf('{', from)) {
      from = start + 1;
      JsonNode value = value(start);
      if (value instanceof ObjectNode object && fits(object)) {
        return new Reading.Fits(object);
      }
    }
    return new Reading.Faulty(firstFault == null ? "it has no JSON object" : firstFault);
  }

  private @Nullable JsonNode value(int start) {
    try (JsonParser parser = JsonText.mapper().createParser(text.substring(start))) {
      JsonNode value = parser.readValueAsTree();
      from = start + (int) parser.currentLocation().getCharOffset();
      return value;
    } catch (UnexpectedEndOfInputException _) {
      from = text.length(); // what lies within is a part of what was cut off
      note("its JSON ends too early; answer more briefly");
    } catch (JacksonException e) {
      note("its JSON is not valid: " + JsonText.fault(e));
    }
    return null;
  }

  private boolean fits(ObjectNode object) {
    List<Violation> violations = schema.violations(object);
    if (!violations.isEmpty()) {
      note(
          violations.stream()
              .limit(MOST_VIOLATIONS)
              .map(Violation::toString)
              .collect(Collectors.joining("; ")));
    }
    return violations.isEmpty();
  }

  private void note(String fault) {
    firstFault = firstFault == null ? fault : firstFault;
  }
}
