package dev.usher.model.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.model.TinyModel;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Message;
import dev.usher.model.tokenizer.Role;
import dev.usher.model.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptSessionTest {
  @TempDir private Path folder;

  @Test
  void whatPromptsHaveInCommonIsReadOnceAndChangesNoNumber() {
    Path file = folder.resolve("tiny.gguf");
    TinyModel.of(42).write(file);
    try (GgufFile gguf = GgufFile.open(file);
        LanguageModel model = LanguageModel.load(gguf, ModelOptions.defaults().withThreads(1))) {
      Tokenizer tokenizer = Tokenizer.of(gguf.metadata());
      ChatTemplate template = ChatTemplate.of(gguf.metadata(), tokenizer);
      PromptSession session =
          new PromptSession(model, Optional.empty(), text -> prompt(template, text));
      int[] framed = tokenizer.encodeWithSpecials("<|im_start|>user\n");
      assertThat(session.prefixLength()).isPositive().isLessThanOrEqualTo(framed.length);

      session.read(prompt(template, "what is the weather in Oslo"), 10);
      float[] first = session.logits().clone();
      int[] other = prompt(template, "play something");
      other[0] = 5;
      session.read(other, 10);
      assertThat(session.logits()).isNotEqualTo(first);
      session.read(prompt(template, "what is the weather in Oslo"), 10);
      assertThat(session.logits()).isEqualTo(first);
    }
  }

  private static int[] prompt(ChatTemplate template, String text) {
    return template.prompt(List.of(new Message(Role.USER, text)));
  }
}
