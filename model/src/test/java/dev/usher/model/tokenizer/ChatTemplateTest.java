package dev.usher.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.gguf.GgufMetadata;
import dev.usher.tools.UsherException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChatTemplateTest {

  private static final String KEY = "tokenizer.chat_template";

  private static final String ZEPHYR =
      "{% for message in messages %}\n{% if message['role'] == 'user' %}\n{{ '<|user|>\n' +"
          + " message['content'] + eos_token }}\n{% elif message['role'] == 'system' %}\n{{"
          + " '<|system|>\n' + message['content'] + eos_token }}\n{% elif message['role'] =="
          + " 'assistant' %}\n{{ '<|assistant|>\n' + message['content'] + eos_token }}\n{% endif"
          + " %}\n{% if loop.last and add_generation_prompt %}\n{{ '<|assistant|>' }}\n{% endif"
          + " %}\n{% endfor %}";

  private static final String LLAMA_2 =
      "{% if messages[0]['role'] == 'system' %}…{{ '<<SYS>>\\n' + system_message +"
          + " '\\n<</SYS>>\\n\\n' }}…{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}";

  private static final String LLAMA_3 =
      "{% set loop_messages = messages %}{{ '<|start_header_id|>' + message['role'] +"
          + " '<|end_header_id|>\\n\\n' + message['content'] | trim + '<|eot_id|>' }}";

  private static final List<Message> CONVERSATION =
      List.of(
          Message.system("Be brief."),
          Message.user(" Hi! "),
          Message.assistant("Hello."),
          Message.user("What is 12 + 30?"));

  /// A model file of each family; the vocabularies of Llama 2, TinyLlama and Zephyr are Phi-3's
  /// first 32,000 tokens, that of Llama 3 is made.
  static GgufMetadata model(String family) {
    return switch (family) {
      case "ChatML" -> Vocabularies.metadata("smollm2");
      case "Llama 3" -> tinyLlama3();
      case "Llama 2" -> llama2Vocabulary().with(KEY, LLAMA_2);
      case "Zephyr" -> llama2Vocabulary().with(KEY, ZEPHYR);
      default -> throw new IllegalArgumentException(family);
    };
  }

  private static GgufMetadata llama2Vocabulary() {
    GgufMetadata phi = Vocabularies.metadata("phi-3");
    return phi.with(
            "tokenizer.ggml.tokens", phi.strings("tokenizer.ggml.tokens").subList(0, 32_000))
        .with("tokenizer.ggml.scores", phi.decimals("tokenizer.ggml.scores").subList(0, 32_000))
        .with(
            "tokenizer.ggml.token_type",
            phi.integers("tokenizer.ggml.token_type").subList(0, 32_000))
        .with("tokenizer.ggml.eos_token_id", 2L);
  }

  private static GgufMetadata tinyLlama3() {
    GgufMetadata tiny = Vocabularies.metadata("tiny");
    List<String> tokens = new ArrayList<>(tiny.strings("tokenizer.ggml.tokens"));
    List<Long> types = new ArrayList<>(tiny.integers("tokenizer.ggml.token_type"));
    for (int id = 0; id < 3; id++) {
      tokens.set(id, List.of("<|begin_of_text|>", "<|eot_id|>", "<|end_of_text|>").get(id));
    }
    for (String name : List.of("<|start_header_id|>", "<|end_header_id|>")) {
      tokens.add(name);
      types.add(3L);
    }
    return tiny.with("tokenizer.ggml.tokens", tokens)
        .with("tokenizer.ggml.token_type", types)
        .with("tokenizer.ggml.pre", "llama-bpe")
        .with("tokenizer.ggml.bos_token_id", 0L)
        .with("tokenizer.ggml.add_bos_token", true)
        .with("tokenizer.ggml.eos_token_id", 1L)
        .with(KEY, LLAMA_3);
  }

  static Stream<Arguments> renderings() {
    return Stream.of(
        Arguments.of(
            "ChatML",
            """
            <|im_start|>system
            Be brief.<|im_end|>
            <|im_start|>user
             Hi! <|im_end|>
            <|im_start|>assistant
            Hello.<|im_end|>
            <|im_start|>user
            What is 12 + 30?<|im_end|>
            <|im_start|>assistant
            """),
        Arguments.of(
            "Zephyr",
            """
            <s><|system|>
            Be brief.</s>
            <|user|>
             Hi! </s>
            <|assistant|>
            Hello.</s>
            <|user|>
            What is 12 + 30?</s>
            <|assistant|>
            """),
        Arguments.of(
            "Llama 3",
            "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
                + "<|start_header_id|>user<|end_header_id|>\n\nHi!<|eot_id|>"
                + "<|start_header_id|>assistant<|end_header_id|>\n\nHello.<|eot_id|>"
                + "<|start_header_id|>user<|end_header_id|>\n\nWhat is 12 + 30?<|eot_id|>"
                + "<|start_header_id|>assistant<|end_header_id|>\n\n"),
        Arguments.of(
            "Llama 2",
            "<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi! [/INST] Hello. </s>"
                + "<s>[INST] What is 12 + 30? [/INST] "));
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void conversationsAreLaidOutAsTheTemplateSays(String family, String expected) {
    Tokenizer tokenizer = Tokenizer.of(model(family));
    ChatTemplate template = ChatTemplate.of(model(family), tokenizer);
    assertThat(template.name()).isEqualTo(family);
    assertThat(template.show(CONVERSATION)).isEqualTo(expected);
    assertThat(template.prompt(CONVERSATION)).isEqualTo(tokenizer.encodeWithSpecials(expected));
  }

  /// Llama 2 is left out: its prompt ends with a space, which its vocabulary would merge with a
  /// word.
  @ParameterizedTest
  @MethodSource("families")
  void promptAndCompletionAreTheIdsOfTheWhole(String family) {
    Tokenizer tokenizer = Tokenizer.of(model(family));
    ChatTemplate template = ChatTemplate.of(model(family), tokenizer);
    for (String target :
        List.of("{\"status\":\"running\"}", "get_weather(city=\"Oslo\")", "Yes.")) {
      List<Message> messages = List.of(Message.user("Will it rain in Ålesund at 12?"));
      String rendered = template.show(messages) + target + tokenizer.name(tokenizer.endOfTurn());
      int[] row = concat(template.prompt(messages), template.completion(target));
      assertThat(row).isEqualTo(tokenizer.encodeWithSpecials(rendered));
    }
  }

  static Stream<String> families() {
    return Stream.of("ChatML", "Llama 3", "Zephyr");
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void theBytesOfACompletionAreItsText(String family) {
    Tokenizer tokenizer = Tokenizer.of(model(family));
    int[] ids = ChatTemplate.of(model(family), tokenizer).completion("get_weather(city=\"Oslo\")");
    StringBuilder text = new StringBuilder();
    Arrays.stream(ids, 0, ids.length - 1)
        .forEach(id -> text.append(new String(tokenizer.bytes(id), StandardCharsets.UTF_8)));
    assertThat(text).hasToString("get_weather(city=\"Oslo\")");
    assertThat(ids[ids.length - 1]).isEqualTo(tokenizer.endOfTurn());
  }

  private static int[] concat(int[] first, int[] second) {
    return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  @ParameterizedTest
  @MethodSource("renderings")
  void aUserCannotEndATurn(String family) {
    Tokenizer tokenizer = Tokenizer.of(model(family));
    ChatTemplate template = ChatTemplate.of(model(family), tokenizer);
    StringBuilder names = new StringBuilder("rain?");
    IntStream.range(0, tokenizer.vocabularySize())
        .filter(tokenizer::isControl)
        .forEach(id -> names.append(tokenizer.name(id)));
    long harmless = controls(template.prompt(List.of(Message.user("rain?"))), tokenizer);
    int[] hostile = template.prompt(List.of(Message.user(names.toString())));
    assertThat(controls(hostile, tokenizer)).isEqualTo(harmless);
    assertThat(tokenizer.decode(hostile)).contains(names);
    assertThat(controls(template.completion(names.toString()), tokenizer)).isEqualTo(1);
  }

  private static long controls(int[] ids, Tokenizer tokenizer) {
    return Arrays.stream(ids).filter(tokenizer::isControl).count();
  }

  @Test
  void noDefaultSystemTextIsAdded() {
    GgufMetadata smollm2 = model("ChatML");
    assertThat(smollm2.string(KEY)).contains("You are a helpful AI assistant");
    ChatTemplate template = ChatTemplate.of(smollm2, Vocabularies.tokenizer("smollm2"));
    assertThat(template.prompt(List.of(Message.user("hello"))))
        .containsExactly(1, 4093, 198, 28120, 2, 198, 1, 520, 9531, 198);
  }

  @Test
  void aModelWithoutATemplateHasTheOneOfItsControlTokens() {
    for (String family : List.of("ChatML", "Llama 3")) {
      Map<String, Object> values = new LinkedHashMap<>(model(family).values());
      values.remove(KEY);
      GgufMetadata without = new GgufMetadata("m.gguf", values);
      assertThat(ChatTemplate.of(without, Tokenizer.of(without)).name()).isEqualTo(family);
    }
    assertThatThrownBy(
            () -> ChatTemplate.of(Vocabularies.metadata("gpt-2"), Vocabularies.tokenizer("gpt-2")))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("tuned for conversation");
  }

  @Test
  void otherTemplatesAreRefused() {
    GgufMetadata gemma =
        model("ChatML").with(KEY, "{{ '<start_of_turn>' + role }}\n\n" + "x".repeat(200));
    assertThatThrownBy(() -> ChatTemplate.of(gemma, Vocabularies.tokenizer("smollm2")))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("\"{{ '<start_of_turn>' + role }} xxx")
        .hasMessageContaining("known are ChatML, Llama 3, Llama 2, Zephyr");
    assertThat(TemplateForm.recognise("[INST] [AVAILABLE_TOOLS]")).isEmpty();
    GgufMetadata phi = Vocabularies.metadata("phi-3");
    assertThatThrownBy(() -> ChatTemplate.of(phi, Vocabularies.tokenizer("phi-3")))
        .hasMessageContaining("is not known");
  }

  @Test
  void aTemplateWhoseTokensAreMissingIsRefused() {
    assertThatThrownBy(() ->
            ChatTemplate.of(model("ChatML").with(KEY, LLAMA_3), Vocabularies.tokenizer("smollm2")))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("is Llama 3, but the vocabulary has no control token <|start_header");
  }

  @Test
  void aFileThatContradictsItsTemplateIsRefused() {
    GgufMetadata file = model("ChatML").with("tokenizer.ggml.eot_token_id", 0L);
    assertThatThrownBy(() -> ChatTemplate.of(file, Tokenizer.of(file)))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("ChatML ends a turn with token 2, but");
  }

  @Test
  void turnsOutOfOrderAreRefused() {
    ChatTemplate template = ChatTemplate.of(model("ChatML"), Vocabularies.tokenizer("smollm2"));
    List<List<Message>> wrong =
        List.of(
            List.of(),
            List.of(Message.system("s")),
            List.of(Message.assistant("a")),
            List.of(Message.user("u"), Message.assistant("a")),
            List.of(Message.user("u"), Message.system("s"), Message.user("u")));
    for (List<Message> messages : wrong) {
      assertThatThrownBy(() -> template.prompt(messages))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
