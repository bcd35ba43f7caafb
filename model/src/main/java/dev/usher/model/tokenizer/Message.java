package dev.usher.model.tokenizer;

/// What one side of a conversation says in one turn.
///
/// @param role who says it
/// @param text what is said; nothing in it is ever taken for a control token
public record Message(Role role, String text) {

  /// What a user says.
  ///
  /// @param text what is said
  /// @return the message
  public static Message user(String text) {
    return new Message(Role.USER, text);
  }

  /// Instructions for the whole conversation.
  ///
  /// @param text what they are
  /// @return the message
  public static Message system(String text) {
    return new Message(Role.SYSTEM, text);
  }

  /// What the model says.
  ///
  /// @param text what is said
  /// @return the message
  public static Message assistant(String text) {
    return new Message(Role.ASSISTANT, text);
  }
}
