package dev.usher.dataset.format;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Provenance;
import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.dataset.format.Conversation.Role;
import dev.usher.dataset.format.Conversation.Said;
import dev.usher.dataset.format.RowReading.Turn;
import dev.usher.dataset.format.RowReading.Unusable;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads a conversation as turns: what the user says, and what the assistant does about it first.
/// The last turn is the row, those before it are its history. What stands between turns, such as
/// results of tools, is left out; so is all from the first turn on, but for the very first, that
/// cannot be read.
final class TurnReader {

  private final Conversation conversation;
  private final Provenance provenance;
  private final List<JsonNode> tools;
  private final List<Request.Turn> turns = new ArrayList<>();
  private boolean leftOut;

  private TurnReader(Conversation conversation, Provenance provenance, List<JsonNode> tools) {
    this.conversation = conversation;
    this.provenance = provenance;
    this.tools = new ArrayList<>(tools);
  }

  /// @param tools that stand beside the conversation
  static RowReading read(Conversation conversation, Provenance provenance, List<JsonNode> tools) {
    return new TurnReader(conversation, provenance, tools).read();
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
    if (!isTurn(at)) {
      return unusable("does not begin with a user's message and the assistant's reply to it", "");
    }
    Optional<Unusable> trouble = take(at);
    if (trouble.isPresent()) {
      return trouble.get();
    }
    takeLater(at + 2);
    Request.Turn last = turns.removeLast();
    Candidate row =
        new Candidate(
            new Request(turns, last.text()), last.decision(), provenance, Optional.empty());
    return new Turn(row, tools, system, leftOut);
  }

  private boolean isTurn(int at) {
    return at + 1 < conversation.size()
        && conversation.role(at) == Role.USER
        && conversation.role(at + 1) == Role.ASSISTANT;
  }

  private void takeLater(int from) {
    try {
      for (int at = from; at < conversation.size(); at++) {
        if (!isTurn(at)) {
          leftOut |= conversation.role(at) != Role.OTHER || !conversation.isEmpty(at);
        } else if (take(at).isEmpty()) {
          at++;
        } else {
          leftOut = true;
          return;
        }
      }
    } catch (UsherException _) {
      leftOut = true;
    }
  }

  /// Takes a turn, or says why that cannot be done.
  private Optional<Unusable> take(int at) {
    Optional<Said> request = conversation.request(at);
    if (request.isEmpty()) {
      return Optional.of(unusable("the user's message is not text alone", ""));
    }
    String text = request.get().words();
    if (text.isBlank()) {
      return Optional.of(unusable("the user's message is blank", text));
    }
    Reply reply = conversation.reply(at + 1);
    tools.addAll(request.get().tools());
    if (reply.calls().isEmpty() && reply.words().filter(words -> !words.isBlank()).isEmpty()) {
      return Optional.of(unusable("the assistant neither calls nor answers in words", text));
    }
    Decision decision =
        reply.calls().isEmpty()
            ? new Decision.Answer(reply.words().orElseThrow())
            : new Decision.Call(reply.calls());
    leftOut |= reply.goesOn();
    turns.add(new Request.Turn(text, decision));
    return Optional.empty();
  }

  private Unusable unusable(String why, String text) {
    return new Unusable(provenance, why, text, tools);
  }
}
