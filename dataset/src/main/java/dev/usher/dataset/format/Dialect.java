package dev.usher.dataset.format;

import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.dataset.format.Conversation.Said;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How one family of models writes a conversation as a single text. No text begins with the token
/// for the start of a text: trainers' tokenizers put it there.
sealed interface Dialect permits ChatMl, FunctionGemma, Gemma, Llama3 {

  /// How texts are divided.
  Turns turns();

  /// The tokens that have a meaning; what people say and what tools are told must not contain them.
  Pattern tokens();

  /// Whether a text is of this dialect.
  default boolean recognises(String text) {
    return text.contains(turns().open());
  }

  /// Writes a conversation.
  default String write(Request request, Decision decision, ToolList tools) {
    StringBuilder text = new StringBuilder(opening(tools));
    String head = head(tools);
    for (Request.Turn turn : request.history()) {
      text.append(turns().write("user", head + turn.text()));
      text.append(turns().write(assistant(), words(turn.decision())));
      head = "";
    }
    text.append(turns().write("user", head + request.text()));
    return text.append(ending(decision)).toString();
  }

  /// What stands before the user's first turn.
  default String opening(ToolList tools) {
    return "";
  }

  /// What stands in the user's first turn before the user's words.
  default String head(ToolList tools) {
    return "";
  }

  /// The assistant's role.
  default String assistant() {
    return "assistant";
  }

  /// The assistant's last turn.
  default String ending(Decision decision) {
    return turns().write(assistant(), words(decision));
  }

  /// Calls in the words of the dialect.
  String calls(List<ToolCall> calls);

  private String words(Decision decision) {
    return switch (decision) {
      case Decision.Answer answer -> answer.text();
      case Decision.Call call -> calls(call.calls());
    };
  }

  /// What a system turn says and declares.
  default Said instruction(String content, String where) {
    return Said.only(content);
  }

  /// What a user's turn says and declares.
  default Said request(String content, String where) {
    return Said.only(content);
  }

  /// What the assistant does.
  Reply reply(String content, String where);

  /// Why arguments cannot be written, if they cannot, for other reasons than a token.
  default Optional<String> obstacle(JsonNode arguments) {
    return Optional.empty();
  }

  /// Why tools cannot be declared, if they cannot, for other reasons than a token.
  default Optional<String> obstacle(ToolList tools) {
    return Optional.empty();
  }

  /// What is not said of the tools.
  default Losses losses(ToolList tools) {
    return Losses.NONE;
  }
}
