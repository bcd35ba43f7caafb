package dev.usher.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.model.gguf.GgufMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;

class TinyVocabularyTest {

  private final GgufMetadata metadata = new GgufMetadata("tiny", TinyVocabulary.metadata());
  private final Tokenizer tokenizer = Tokenizer.of(metadata);

  @Test
  void hasAFewHundredTokensAndAllBytes() {
    assertThat(TinyVocabulary.size()).isBetween(300, 600);
    assertThat(tokenizer.vocabularySize()).isEqualTo(TinyVocabulary.size());
    String text = "Jürgen asks: {\"city\":\"Oslo\"} 日本 🙂 нет\u0000\u001F 1234 \n\n\n";
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void mergesItsWords() {
    assertThat(tokenizer.encode("get_weather")).hasSizeLessThan(6);
    assertThat(tokenizer.encode(" weather")).hasSize(1);
    assertThat(tokenizer.encode("\":\"")).hasSize(1);
    assertThat(tokenizer.encode("🙂")).hasSize(1);
  }

  @Test
  void itsTemplateIsChatMl() {
    ChatTemplate template = ChatTemplate.of(metadata, tokenizer);
    assertThat(template.name()).isEqualTo("ChatML");
    assertThat(template.show(List.of(Message.user("hello"))))
        .isEqualTo("<|im_start|>user\nhello<|im_end|>\n<|im_start|>assistant\n");
    assertThat(template.completion("get_weather").length).isGreaterThan(1);
  }
}
