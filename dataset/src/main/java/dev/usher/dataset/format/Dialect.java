package dev.usher.dataset.format;

import dev.usher.dataset.format.Conversation.Reply;
import dev.usher.dataset.format.Conversation.Said;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

  /// Writes a conversation of one turn.
  String write(String text, Decision decision, ToolList tools);

  /// What a system turn says and declares.
  default Said instruction(String content, String where) {
    return Said.only(content);
  }

  /// What the user's first turn says and declares.
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

  /// Calls in the words of the dialect, or the answer.
  static String words(Decision decision, Function<List<ToolCall>, String> calls) {
    return switch (decision) {
      case Decision.Answer answer -> answer.text();
      case Decision.Call call -> calls.apply(call.calls());
    };
  }
}
