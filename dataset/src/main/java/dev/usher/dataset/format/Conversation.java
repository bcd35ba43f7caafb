package dev.usher.dataset.format;

import dev.usher.dataset.PlainRow;
import dev.usher.tools.ToolCall;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Messages in any notation. Each is looked at only when it is asked for.
interface Conversation {

  /// Who speaks.
  enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    OTHER;

    static Role of(String word) {
      return switch (word) {
        case "system", "developer" -> SYSTEM;
        case "user", "human" -> USER;
        case "assistant", "gpt", "model", "function_call" -> ASSISTANT;
        default -> OTHER;
      };
    }
  }

  /// A message and the tools that it declares.
  record Said(String words, List<JsonNode> tools) {
    static Said only(String words) {
      return new Said(words, List.of());
    }
  }

  /// What the assistant does: it calls, or else says its words, if it has any.
  record Reply(List<ToolCall> calls, Optional<String> words, boolean goesOn) {
    static Reply calling(List<ToolCall> calls) {
      return new Reply(calls, Optional.empty(), false);
    }

    static Reply saying(String words) {
      return new Reply(List.of(), Optional.of(words), false);
    }

    /// Words that may be calls in JSON; an empty list is [PlainRow#NO_TOOL].
    static Reply of(String words) {
      return CallJson.find(words)
          .map(calls -> calls.isEmpty() ? saying(PlainRow.NO_TOOL) : calling(calls))
          .orElseGet(() -> saying(words));
    }
  }

  /// Number of messages.
  int size();

  /// Who speaks in a message.
  Role role(int at);

  /// Whether a message of no role that counts says nothing.
  default boolean isEmpty(int at) {
    return false;
  }

  /// A system's message.
  Said instruction(int at);

  /// A user's message; empty where it is not text alone.
  Optional<Said> request(int at);

  /// An assistant's message.
  Reply reply(int at);
}
