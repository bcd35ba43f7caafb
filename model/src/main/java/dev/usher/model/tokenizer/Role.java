package dev.usher.model.tokenizer;

/// Who speaks in a conversation.
public enum Role {
  /// Whoever set the conversation up: instructions for all of it.
  SYSTEM("system"),
  /// Whoever asks.
  USER("user"),
  /// The model.
  ASSISTANT("assistant");

  private final String templateName;

  Role(String templateName) {
    this.templateName = templateName;
  }

  /// The name that templates write for this role.
  String templateName() {
    return templateName;
  }
}
