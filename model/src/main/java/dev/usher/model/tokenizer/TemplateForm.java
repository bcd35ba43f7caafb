package dev.usher.model.tokenizer;

import java.util.List;
import java.util.Optional;

/// How a family of models lays a conversation out.
enum TemplateForm {
  CHAT_ML("ChatML") {
    @Override
    List<String> controls() {
      return List.of("<|im_start|>", "<|im_end|>");
    }

    @Override
    void render(List<Message> messages, Rendering rendering) {
      rendering.beginning();
      for (Message message : messages) {
        String name = message.role().templateName();
        rendering.tag("<|im_start|>").text(name + "\n" + message.text()).endOfTurn().text("\n");
      }
      rendering.tag("<|im_start|>").text("assistant\n");
    }
  },

  LLAMA_3("Llama 3") {
    @Override
    List<String> controls() {
      return List.of("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>");
    }

    @Override
    void render(List<Message> messages, Rendering rendering) {
      rendering.beginning();
      for (Message message : messages) {
        header(message.role(), rendering).text(message.text().strip()).endOfTurn();
      }
      header(Role.ASSISTANT, rendering);
    }

    private Rendering header(Role role, Rendering rendering) {
      rendering.tag("<|start_header_id|>").text(role.templateName());
      return rendering.tag("<|end_header_id|>").text("\n\n");
    }
  },

  LLAMA_2("Llama 2") {
    @Override
    void render(List<Message> messages, Rendering rendering) {
      String instructions = "";
      for (Message message : messages) {
        String text = message.text().strip();
        switch (message.role()) {
          case SYSTEM -> instructions = "<<SYS>>\n" + text + "\n<</SYS>>\n\n";
          case USER -> {
            rendering.beginning().text("[INST] " + instructions + text + " [/INST] ");
            instructions = "";
          }
          case ASSISTANT -> rendering.text(text + " ").endOfTurn();
        }
      }
    }
  },

  ZEPHYR("Zephyr") {
    @Override
    void render(List<Message> messages, Rendering rendering) {
      rendering.beginning();
      for (Message message : messages) {
        rendering.tag("<|" + message.role().templateName() + "|>").text("\n" + message.text());
        rendering.endOfTurn().text("\n");
      }
      rendering.tag("<|assistant|>").text("\n");
    }
  };

  private final String displayName;

  TemplateForm(String displayName) {
    this.displayName = displayName;
  }

  String displayName() {
    return displayName;
  }

  /// The control tokens that the vocabulary must have; the last one ends a turn. Where there are
  /// none, the end of the sequence does.
  List<String> controls() {
    return List.of();
  }

  /// The control token that ends a turn; empty for the end of the sequence.
  Optional<String> turnEnd() {
    return controls().stream().reduce((first, second) -> second);
  }

  /// Lays out the conversation up to where the assistant's next text begins.
  abstract void render(List<Message> messages, Rendering rendering);

  /// The form that a template's own text shows it to be.
  static Optional<TemplateForm> recognise(String template) {
    if (template.contains("<|im_start|>")) {
      return Optional.of(CHAT_ML);
    }
    if (template.contains("<|start_header_id|>")) {
      return Optional.of(LLAMA_3);
    }
    if (template.contains("[INST]") && !mentionsAny(template, "[AVAILABLE_TOOLS]", "[SYSTEM_")) {
      return Optional.of(LLAMA_2);
    }
    boolean endsBySequence = mentionsAny(template, "eos_token", "</s>");
    if (template.contains("<|user|>") && endsBySequence && !template.contains("<|end|>")) {
      return Optional.of(ZEPHYR);
    }
    return Optional.empty();
  }

  private static boolean mentionsAny(String template, String... marks) {
    return List.of(marks).stream().anyMatch(template::contains);
  }
}
