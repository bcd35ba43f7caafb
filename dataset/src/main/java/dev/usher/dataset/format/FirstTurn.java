package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Provenance;
import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.dataset.format.Conversation.Role;
import dev.usher.dataset.format.Conversation.Said;
import dev.usher.dataset.format.RowReading.Turn;
import dev.usher.dataset.format.RowReading.Unusable;
import dev.usher.tools.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A conversation as far as its first turn: what the user says first, and what the assistant does
/// about it.
final class FirstTurn {

  private final Conversation conversation;
  private final Provenance provenance;
  private final List<JsonNode> tools;

  private FirstTurn(Conversation conversation, Provenance provenance, List<JsonNode> tools) {
    this.conversation = conversation;
    this.provenance = provenance;
    this.tools = new ArrayList<>(tools);
  }

  /// @param tools that stand beside the conversation
  static RowReading read(Conversation conversation, Provenance provenance, List<JsonNode> tools) {
    return new FirstTurn(conversation, provenance, tools).read();
  }

  private RowReading read() {
    int at = 0;
    boolean system = false;
    while (at < conversation.size() && conversation.role(at) == Role.SYSTEM) {
      Said instruction = conversation.instruction(at);
      tools.addAll(instruction.tools());
      system |= !instruction.words().isBlank();
      at++;
    }
    boolean turn =
        at + 1 < conversation.size()
            && conversation.role(at) == Role.USER
            && conversation.role(at + 1) == Role.ASSISTANT;
    return turn
        ? turn(at, system)
        : unusable("does not begin with a user's message and the assistant's reply to it", "");
  }

  private RowReading turn(int at, boolean system) {
    Optional<Said> request = conversation.request(at);
    if (request.isEmpty()) {
      return unusable("the user's message is not text alone", "");
    }
    tools.addAll(request.get().tools());
    String text = request.get().words();
    Reply reply = conversation.reply(at + 1);
    if (reply.calls().isEmpty() && reply.words().filter(words -> !words.isBlank()).isEmpty()) {
      return unusable("the assistant neither calls nor answers in words", text);
    }
    Decision decision =
        reply.calls().isEmpty()
            ? new Decision.Answer(reply.words().orElseThrow())
            : new Decision.Call(reply.calls());
    boolean goesOn = reply.goesOn() || at + 2 < conversation.size();
    return new Turn(new Candidate(text, decision, provenance), tools, system, goesOn);
  }

  private Unusable unusable(String why, String text) {
    return new Unusable(provenance, why, text, tools);
  }
}
